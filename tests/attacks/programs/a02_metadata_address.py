# Reach the metadata address of a cloud.
import errno, socket
try:
    socket.create_connection(("169.254.169.254", 80), 1)
    print("BREACH metadata")
except OSError as error:
    print("denied" if error.errno == errno.ENETUNREACH else "BREACH there is a way", error)
