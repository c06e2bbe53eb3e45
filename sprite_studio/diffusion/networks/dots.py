"""A diffusion network whose pictures are two numbers, so that all of them can be seen at once: as
dots in a plane."""

from torch import Tensor, nn

from sprite_studio.diffusion.networks.unet import NoiseLevelEmbedding

WIDTH = 96


class DotNetwork(nn.Module):
    """(x_t, λ) → the velocity, of dots (B, 2, 1, 1): pictures of one pixel in two channels, so
    that losses and samplers of sprites take them as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.noise_level = NoiseLevelEmbedding(WIDTH)
        self.inputs = nn.Linear(2, WIDTH)
        self.hidden = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.outputs = nn.Linear(WIDTH, 2)
        self.act = nn.SiLU()

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        """Args: x: (B, 2, 1, 1); log_snr: (B,); context: (B, 0), for dots have no words."""
        level = self.noise_level(log_snr)
        h = self.inputs(x.flatten(1))
        for layer in self.hidden:
            h = h + layer(self.act(h + level))
        return self.outputs(self.act(h)).view_as(x)
