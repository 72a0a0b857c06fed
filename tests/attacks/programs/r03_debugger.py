# Wait for somebody to type.
import pdb
pdb.set_trace()
print("went on")
