"""What is kept on disk: models, results, imports.

Whoever draws or trains asks here for what is there.
"""
