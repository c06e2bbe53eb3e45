"""What the controls of a drawing do for the picture: their tooltips."""

SAMPLER_TIP = (
    "How the noise is taken away: DDPM in many small steps with new noise in each, DDIM without "
    "new noise, DPM-Solver++ in few long steps, the live student in two or four leaps"
)
STEPS_TIP = (
    "Steps of each sprite: more is slower and often better. Each asks the network once, or where "
    "guidance acts twice"
)
ETA_TIP = "How much fresh noise DDIM adds after each step: 0 is none, 1 is as much as DDPM"
GUIDANCE_TIP = (
    "How firmly the words steer: more is closer to them and more alike; 1 is no guidance, and "
    "nearly twice as quick"
)
GUIDED_TIP = (
    "Between which noise levels guidance acts: λ is -10 where nearly all is noise, 0 where noise "
    "and sprite have equal factors, 10 where nearly all is sprite"
)
LIVE_GUIDANCE_TIP = "The live student learned guidance from 1 to 4, and no other"
LIVE_GUIDED_TIP = (
    "The live student has guidance in its weights, at every level: it acts between no two of them"
)
ADVANCED_TIP = "Sampler, steps and guidance: how the noise is taken away"
COST_TIP = "Guidance asks the network twice at most levels, with words and without"
BEST_OF_TIP = (
    "How many are drawn for each sprite that is kept: the model's critic picks, no two alike and "
    "no copies; 1 keeps what comes first"
)
NO_CRITIC_TIP = "This model has no critic that could pick: every sprite is kept as it comes"
KINDS_TIP = (
    "Each sprite shows one kind. Of several that the words name (knight, wizard) the sprites take "
    "turns; where they name none, each is told one by lot: of food one is bread and one an apple. "
    "Without it the network draws what lies between all of them. A sprite's tooltip says what it "
    "was told"
)
