"""``python -m kg.cli``: the script ``kg``, where it is not on the path."""

from kg.cli import main

main()
