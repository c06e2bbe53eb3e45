"""The network of tunes: the sprites' own, smaller, on other pictures."""

from dataclasses import dataclass

from sprite_studio.diffusion.networks.unet import UNetConfig

VOICES = 4


@dataclass(frozen=True)
class TuneConfig:
    """A bar of music is a picture of 16 rows and 16 sixteenths, its channels four voices.

    A type of its own, so that nothing takes a network of tunes for one of sprites; what is inside
    is no other network.

    Attributes: unet: the widths and depths.
    """

    unet: UNetConfig = UNetConfig(  # noqa: RUF009 - frozen
        channels=VOICES,
        widths=(40, 80, 112),
        blocks=(1, 2, 2),
        embedding=128,
        context=64,
        pictures=True,
    )

    def __post_init__(self) -> None:
        if self.unet.channels != VOICES:
            raise ValueError(f"not a usable network configuration: {self}")

    @property
    def channels(self) -> int:
        """Of a bar."""
        return self.unet.channels

    def least_parameters(self, words: int) -> int:
        """As of `UNetConfig`."""
        return self.unet.least_parameters(words)
