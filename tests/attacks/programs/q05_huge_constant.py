# ends: limit finished
# raw: "x = ((((((9**9)**9)**9)**9)**9)**9)\nprint(1)"
