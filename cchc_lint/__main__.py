"""python -m cchc_lint"""

from cchc_lint.cli import main

main()
