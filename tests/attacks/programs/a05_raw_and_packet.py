# Open raw, packet, netlink, vsock and other families of sockets.
import socket
families = {"raw": (socket.AF_INET, socket.SOCK_RAW, 1), "packet": (17, socket.SOCK_RAW, 3), "netlink": (16, socket.SOCK_RAW, 0), "vsock": (40, socket.SOCK_STREAM, 0),
            "alg": (38, socket.SOCK_SEQPACKET, 0), "bluetooth": (31, socket.SOCK_RAW, 0), "xdp": (44, socket.SOCK_RAW, 0), "can": (29, socket.SOCK_RAW, 1), "seqpacket": (socket.AF_UNIX, socket.SOCK_SEQPACKET, 0)}
for name, arguments in families.items():
    try:
        socket.socket(*arguments)
        print("BREACH" if name != "seqpacket" else "allowed", name)
    except OSError as error:
        print("denied", name, error.errno)
