# ends: finished
# raw: "# -*- coding: utf-7 -*-\nprint('hello')\n"
