"""Synthesis written again from docs/synthesis.md, slowly; only the fitted cells are the package's."""

from __future__ import annotations

from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import pairwise

from underheaven.society.schema import Society

T32 = 1 << 32


def philox(c: list[int], k: list[int]) -> list[int]:
    """Philox4x32-10."""
    for _ in range(10):
        p, q = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(q >> 32) ^ c[1] ^ k[0], q % T32, (p >> 32) ^ c[3] ^ k[1], p % T32]
        k = [(k[0] + 0x9E3779B9) % T32, (k[1] + 0xBB67AE85) % T32]
    return c


class Slow:
    """One community; `column()` is its archetype column."""

    def __init__(
        self, society: Society, cells: list[int], seed: int, region: int, community: int, n: int
    ) -> None:
        self.key, self.region, self.community, self.n = [seed % T32, seed >> 32], region, community, n
        self.bands = list(society.age_bands.values())
        self.G, self.A, self.O = len(society.groups), len(self.bands), len(society.opinions)
        self.S, self.eta = cells, Fraction(society.segregation.value)
        table = list(society.regions.values())[region].household_sizes.values
        self.sizes = sorted((int(size), share) for size, share in table.items())
        small = society.small_child_below.value
        self.role = [
            "adult" if b.first >= 18 else "small" if b.last is not None and b.last < small
            else "child"
            for b in self.bands
        ]  # fmt: skip

    def word(self, purpose: int, slot: int, which: int, community: int | None = None) -> int:
        here = self.community if community is None else community
        return philox([self.region << 20 | here, slot, 0, purpose], list(self.key))[which]

    def parts(self, cell: int) -> tuple[int, int, int, int, int]:
        """Group, sex, age, quintile, place."""
        rest, place = divmod(cell // self.O, 2)
        rest, quintile = divmod(rest, 5)
        rest, age = divmod(rest, self.A)
        return rest // 2, rest % 2, age, quintile, place

    def edges(self) -> list[int]:
        per = len(self.S) // self.G
        people = [sum(self.S[g * per : (g + 1) * per]) for g in range(self.G)]
        p = [Fraction(number, 1 << 48) for number in people]
        bounds = [T32 * sum(people[:g]) // (1 << 48) for g in range(self.G + 1)]
        level = (self.community + 1).bit_length() - 1
        width = T32 >> level

        def own(part: int) -> list[Fraction]:
            begin = self.word(16, 0, 0, community=0) + part * width
            arcs = [(begin - turn * T32, begin + width - turn * T32) for turn in range(3)]
            cut = [sum(max(0, min(b, hi) - max(a, lo)) for lo, hi in arcs) for a, b in pairwise(bounds)]
            return [Fraction(part, width) for part in cut]

        mean = sum(x * x for x in p)
        variance = Fraction(sum(x * x for j in range(1 << level) for x in own(j)), 1 << level) - mean
        pull = Fraction(0)
        if level and variance > 0:
            square = self.eta * (1 - mean) / variance
            getcontext().prec = 60
            root = (Decimal(square.numerator) / square.denominator).sqrt()
            pull = min(Fraction(1), Fraction(int(root * T32), T32))
        index = self.community + 1 - (1 << level)
        part = int(f"{index:0{level}b}"[::-1], 2) if level else 0
        shares = [x + pull * (v - x) for x, v in zip(p, own(part), strict=True)]
        return [int((1 << 31) * sum(shares[:g])) for g in range(self.G + 1)]

    def people(self) -> list[int]:
        edges, per, before, out = self.edges(), len(self.S) // self.G, 0, []
        for g in range(self.G):
            mine = self.S[g * per : (g + 1) * per]
            for i in range(per):
                w = (1 << 31) * sum(mine[: i + 1]) // sum(mine)
                end = edges[g] + ((edges[g + 1] - edges[g]) * w >> 31)
                passed = (2 * end * self.n - self.word(17, 0, 0) + T32 - 1) >> 32
                out.append(passed - before)
                before = passed
        return out

    def column(self) -> list[int]:
        counts = self.people()
        self.x = self.word(17, 0, 1)
        total = sum(int(share * (1 << 60)) for _, share in self.sizes)
        self.thresholds = [
            (T32 * sum(int(share * (1 << 60)) for _, share in self.sizes[: i + 1]) // total, size)
            for i, (size, _) in enumerate(self.sizes)
        ]
        self.bag: list[int] = []
        self.seats, self.houses, guests = 0, 0, []
        made: list[tuple[int, int, int, list[int]]] = []
        for pool in range(10 * self.G):
            stacks: list[list[int]] = [[] for _ in range(2 * self.A)]
            for cell, count in enumerate(counts):
                group, sex, age, quintile, place = self.parts(cell)
                if (place * self.G + group) * 5 + quintile == pool:
                    stacks[sex * self.A + age] += [cell] * count
            made += [(pool, self.word(19, h, 0), h, who) for h, who in self.pool(pool, stacks)]
            guests += [(pool, cell) for stack in stacks for cell in stack]
        for number, (pool, cell) in enumerate(guests):
            near = [house for house in made if house[0] // 5 == pool // 5] or made
            near[self.word(21, number, 0) * len(near) >> 32][3].append(cell)
        out = []
        for _, _, _, who in sorted(made):
            child = any(self.role[self.parts(cell)[2]] == "small" for cell in who)
            numbers = [(cell // self.O * 2 + child) * self.O + cell % self.O for cell in who]
            out += [numbers[0] | 0x8000, *numbers[1:]]
        return out

    def take_sizes(self, people: int, adults: int) -> list[int]:
        taken: list[int] = []
        bag, self.bag = self.bag, []
        for size in bag:
            fits = size <= people - sum(taken) and len(taken) < adults
            (taken if fits else self.bag).append(size)
        failures = 0
        while sum(taken) < people and len(taken) < adults:
            size = next(size for threshold, size in self.thresholds if self.x < threshold)
            self.x = (self.x + 0x9E3779B9) % T32
            if size > people - sum(taken) and failures < 64:
                failures += 1
                self.bag += [size] if len(self.bag) < self.n else []
            else:
                taken.append(min(size, people - sum(taken)))
        return taken

    @staticmethod
    def spread(weights: list[int], number: int, word: int) -> list[int]:
        W, C, out = sum(weights), 0, []
        for weight in weights:
            o = word * W >> 32
            out.append(((C + weight) * number + o) // W - (C * number + o) // W if W else 0)
            C += weight
        return out

    def pool(self, pool: int, stacks: list[list[int]]) -> list[tuple[int, list[int]]]:
        def number(role: str) -> int:
            return sum(len(stack) for i, stack in enumerate(stacks) if self.role[i % self.A] == role)

        def seat(who: int, stack: int) -> int:
            at = self.word(20, who, 0) * len(stacks[stack]) >> 32
            stacks[stack][at], stacks[stack][-1] = stacks[stack][-1], stacks[stack][at]
            return stacks[stack].pop()

        def of_any(role: str, who: int) -> int:
            rest = self.word(20, who, 1) * number(role) >> 32
            mine = [i for i in range(2 * self.A) if self.role[i % self.A] == role]
            return [i for i in mine for _ in stacks[i]][rest]

        def away(band: int, age: int) -> int:
            first, last = self.bands[band].first, self.bands[band].last
            return max(first - age, 0 if last is None else age - last, 0)

        def nearest(age: int, sexes: tuple[int, ...], who: int) -> int | None:
            there = {
                band: [sex for sex in sexes for _ in stacks[sex * self.A + band]]
                for band in range(self.A)
                if self.role[band] == "adult"
            }
            best = min((band for band in there if there[band]), key=lambda b: (away(b, age), b), default=None)
            if best is None:
                return None
            sex = there[best][self.word(20, who, 1) * len(there[best]) >> 32]
            return sex * self.A + best

        def grown(seat0: int, many: int, age: int, head: int | None, gap: int) -> list[int]:
            who = []
            for i in range(many):
                if i == 0:
                    stack = head if head is not None else nearest(age, (0, 1), seat0)
                    head = stack
                elif i == 1:
                    assert head is not None
                    stack = nearest(age, (1 - head // self.A,), seat0 + 1)
                    if stack is None or abs(stack % self.A - head % self.A) > 1:
                        stack = nearest(age, (0, 1), seat0 + 1)
                else:
                    stack = nearest(age + gap, (0, 1), seat0 + i)
                assert stack is not None
                who.append(seat(seat0 + i, stack))
            return who

        def years(band: int) -> int:
            last = self.bands[band].last
            return 15 if last is None else last - self.bands[band].first + 1

        adults, small, children = number("adult"), number("small"), number("child")
        sizes = self.take_sizes(adults + small + children, adults)
        seated = sum(sizes) - adults
        weights = [max(0, size - 2) for size in sizes]
        if sum(weights) < seated:
            weights = [size - 1 for size in sizes]
        kids = self.spread(weights, seated, self.word(18, pool, 0))
        few = small * seated // max(1, small + children)
        weights = [min(1, kid) for kid in kids]
        young = self.spread(weights if sum(weights) >= few else kids, few, self.word(18, pool, 1))
        begins = [self.seats + sum(sizes[:h]) for h in range(len(sizes))]
        lived: dict[int, list[int]] = {}
        for h, size in enumerate(sizes):
            house, free = self.houses + h, size - kids[h]
            if kids[h]:
                small_ones = []
                for k in range(kids[h]):
                    who = begins[h] + free + k
                    stack = of_any("small" if k < young[h] else "child", who)
                    small_ones.append(seat(who, stack))
                    if k == 0:
                        band = stack % self.A
                        age = self.bands[band].first + (self.word(19, house, 2) * years(band) >> 32)
                parent = age + 20 + (self.word(19, house, 1) * 20 >> 32)
                lived[h] = grown(begins[h], free, parent, None, 27) + small_ones
        for couples in (True, False):
            for h, size in enumerate(sizes):
                if not kids[h] and (size > 1) == couples:
                    head = of_any("adult", begins[h])
                    band = head % self.A
                    age = self.bands[band].first + (self.word(19, self.houses + h, 3) * years(band) >> 32)
                    lived[h] = grown(begins[h], size, age, head, -27 if age >= 45 else 27)
        out = [(self.houses + h, lived[h]) for h in range(len(sizes))]
        self.houses += len(sizes)
        self.seats += sum(sizes)
        return out
