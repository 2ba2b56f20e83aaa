"""From syntax trees to closures: every node is compiled once, and then only called.

`entry.compile_script` is the way in. Each grammar family registers its compilers in `unit`: literals, operations, types, members,
assignment, pipelines, control flow, scripts.
"""
