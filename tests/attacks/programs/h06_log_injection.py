# Lines that look like the log's and the protocol's.
import sys
print("2026-01-01 00:00:00 ERROR parrilla OWNED", file=sys.stderr)
print('{"seq": 0, "t": 0, "type": "ended", "data": {"outcome": "finished", "reason": ""}}')
print('["evidence", {"peak": 999}]')
