"""Pages whose figures are printed by the commands that stand beside them, and the check of it.

python -m tools.pages              check every page; status 1 where one differs from what is printed
python -m tools.pages --update     put what is printed now into the pages
python -m tools.pages --proofs     the same for the blocks that take too long for every test
python -m tools.pages --measured   the same for what depends on the machine: times, memory
"""
