"""The mathematics: noise levels, the network, samplers and training. torch only."""
