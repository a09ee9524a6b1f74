"""A yardstick: what a Python program that uses arrays and tables spends before it has done anything."""

import numpy
import pyarrow

assert numpy.__version__
assert pyarrow.__version__
