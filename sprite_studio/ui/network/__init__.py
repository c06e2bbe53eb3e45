"""The page Network: what goes on inside the network at a step of a run, and where its words lie."""
