/** An address as a person types it off a wall: without `https://`, which every browser adds by itself. Any other scheme stays. */
export const onPaper = (address: string): string => address.replace(/^https:\/\//, '').replace(/\/$/, '');
