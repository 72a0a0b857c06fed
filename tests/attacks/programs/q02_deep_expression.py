# ends: finished signalled limit
# raw: "x = " + "-" * 60000 + "1"
