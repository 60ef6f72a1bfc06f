"""The mean of two states of one network, weight by weight: `average.py ONE OTHER RESULT`.

A network tuned further and what it was tuned from often do better together than
either (Wortsman et al. 2022, “Robust fine-tuning of zero-shot models”).
"""

import sys

import torch


def main() -> None:
    one, other = (torch.load(path, weights_only=True) for path in sys.argv[1:3])
    if one.keys() != other.keys():
        raise SystemExit("these are states of two different networks")
    torch.save({name: (one[name] + other[name]) / 2 for name in one}, sys.argv[3])


if __name__ == "__main__":
    main()
