# ends: finished signalled
# Empty the module table.
import sys
sys.modules.clear()
import os
