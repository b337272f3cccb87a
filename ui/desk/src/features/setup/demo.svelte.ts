import { door } from '@shared/generated/door';
import { asRefusal, type Refusal } from '@shared/platform';
import { route } from '@shared/state/route.svelte';
import { practice } from '../signin/practice.svelte';
import { forget } from './answers.svelte';

const SIZE = { patients: 400, years: 2, seed: 1 };

/** The demo clinic: made from the first screen, thrown away from anywhere. */
class Demo {
  making = $state(false);
  erasing = $state(false);
  error = $state.raw<Refusal>();
  readonly size = SIZE;

  async make(): Promise<void> {
    if (this.making) return;
    this.making = true;
    this.error = undefined;
    try {
      const made = await door.practiceMakeDemo(SIZE);
      forget();
      const owner = made.sign_ins[0];
      if (owner) practice.remember(owner);
      route.go('/', { replace: true });
      await practice.enter();
    } catch (cause) {
      this.error = asRefusal(cause);
      await practice.refresh();
    } finally {
      this.making = false;
    }
  }

  /** Throws the demo away and leads back to the first screen. Throws what went wrong. */
  async erase(): Promise<void> {
    if (this.erasing) return;
    this.erasing = true;
    try {
      await door.practiceEraseDemo();
      practice.remember('');
      practice.notice = 'The demo clinic is erased. Nothing of it is left on this computer.';
      route.go('/welcome/clinic', { replace: true });
    } finally {
      this.erasing = false;
      await practice.refresh();
    }
  }
}

export const demo = new Demo();
