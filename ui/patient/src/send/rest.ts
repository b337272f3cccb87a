/** How soon, at the earliest, something is tried again after the page was looked at or the line came back, milliseconds. */
const SOONEST = 1500;

/** Waits `seconds`; with `wake`, only until the line comes back or the patient looks at the page again. */
export function rest(seconds: number, wake: boolean): Promise<void> {
  return new Promise((resolve) => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(done, seconds * 1000);
    const sooner = () => {
      if (document.visibilityState === 'visible') soon ??= setTimeout(done, SOONEST);
    };
    function done() {
      clearTimeout(timer);
      clearTimeout(soon);
      window.removeEventListener('online', sooner);
      document.removeEventListener('visibilitychange', sooner);
      resolve();
    }
    if (wake) {
      window.addEventListener('online', sooner);
      document.addEventListener('visibilitychange', sooner);
    }
  });
}
