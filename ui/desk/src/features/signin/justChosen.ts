/** A person of the demo that was chosen to try; the sign-in page finds name and password filled in. */
class JustChosen {
  #who: { signIn: string; password: string } | undefined;

  set(signIn: string, password: string): void {
    this.#who = { signIn, password };
  }

  take(): { signIn: string; password: string } | undefined {
    const who = this.#who;
    this.#who = undefined;
    return who;
  }
}

export const justChosen = new JustChosen();
