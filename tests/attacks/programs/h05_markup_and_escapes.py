# Markup, terminal escapes and bidirectional tricks.
print("<script>document.title='OWNED'</script><img src=x onerror=\"document.title='OWNED'\">")
print("\x1b]0;OWNED\x07\x1b[2J\x1b[31mred\x1b[0m")
print("\u202egnp.exe \u2066\u2069 \ufeff\u0000")
print("{{ 7*7 }} {% debug %} ${7*7} %s %n")
