# Look for an interface other than the loopback, by the kernel's list: the library asks by a socket that is refused.
names = [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]]
others = [name for name in names if name not in ("lo", "sit0", "tunl0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0", "ifb0", "ifb1")]
print("BREACH interfaces" if others or not names else "only the loopback", others)
