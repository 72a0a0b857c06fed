# ends: finished signalled limit
# raw: "(" * 20000
