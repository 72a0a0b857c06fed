# ends: finished refused
# raw: "\n" * 65000
