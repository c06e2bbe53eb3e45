"""Walking characters: `cast` draws them, `characters` is the job, `picking` chooses among
candidates, and in `follow` frames follow one that was painted.
"""
