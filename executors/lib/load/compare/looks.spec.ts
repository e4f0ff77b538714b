import { ALPHA, planLooks } from './looks';
import { seededRandom } from './random';
import { ratioInterval } from './ratio-interval';
import { criticalT, withinT } from './student-t';

describe('criticalT', () => {
  it.each([[0.05, 1, 12.706], [0.05, 2, 4.303], [0.01, 5, 4.032], [0.05, 10, 2.228], [0.001, 7, 5.408], [0.05, 1000, 1.962]])('of %d with %d degrees of freedom is %d', (alpha, df, t) => {
    expect(criticalT(alpha, df)).toBeCloseTo(t, 2);
    expect(1 - withinT(t, df)).toBeCloseTo(alpha, 3);
  });
});

describe('planLooks', () => {
  it.each([1, 3, 5, 12, 40])('spends no more than there is, with time for %d launches', (most) => {
    const looks = planLooks();
    let [spent, count] = [0, 0];
    for (let launches = 1; launches < most; launches++) {
      const part = looks.spend(launches / most, launches);
      if (part !== undefined) count++;
      spent += part ?? 0;
    }
    expect(count).toBeLessThanOrEqual(5);
    expect(spent + looks.spendRest()).toBeCloseTo(ALPHA, 12);
    expect(looks.spendRest()).toBe(0);
  });

  it('does not look before there are three launches, nor twice in one stretch of time', () => {
    const looks = planLooks();
    expect([looks.spend(0.3, 2), looks.spend(0.4, 3), looks.spend(0.45, 4)]).toEqual([undefined, expect.closeTo(0.4 * ALPHA, 12), undefined]);
    expect(looks.spend(0.5, 5)).toBeCloseTo(0.1 * ALPHA, 12);
  });

  // Looking at each launch with all of 5 % is wrong in more than 15 % of such runs.
  it('misses the truth at any look in 5 % of runs at most', () => {
    const random = seededRandom(11);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const [runs, planned] = [800, 12];
    let [missed, naive] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const looks = planLooks();
      const launches: number[][] = [];
      const misses = (alpha: number): boolean => {
        const { low, high } = ratioInterval(launches, alpha);
        return low > 1 || high < 1;
      };
      let [missing, peeking] = [false, false];
      for (let launch = 1; launch <= planned; launch++) {
        launches.push([Math.exp(0.03 * normal())]);
        const alpha = launch === planned ? looks.spendRest() : looks.spend(launch / planned, launch);
        if (alpha !== undefined) missing ||= misses(alpha);
        if (launch >= 3) peeking ||= misses(ALPHA);
      }
      if (missing) missed++;
      if (peeking) naive++;
    }
    expect(missed / runs).toBeLessThan(0.05);
    expect(naive / runs).toBeGreaterThan(0.12);
  });
});
