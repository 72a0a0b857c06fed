# Look for an interface other than the loopback.
import socket
names = [name for _, name in socket.if_nameindex()] if hasattr(socket, "if_nameindex") else []
others = [name for name in names if name not in ("lo", "sit0", "tunl0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0")]
print("BREACH interfaces" if others else "only the loopback", others)
