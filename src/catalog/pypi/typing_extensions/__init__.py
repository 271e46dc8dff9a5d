"""Names of `typing` for older versions of Python; here they are those of the present one."""
from typing import *
