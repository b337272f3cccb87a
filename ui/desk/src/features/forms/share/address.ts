/**
 * An address as a person types it off a wall, in the pieces between which a line may end: after a slash, never within a
 * word, whose hyphen would look like the line's. Without `https://`, which every browser adds by itself; any other scheme stays.
 */
export const onPaper = (address: string): string[] => address.replace(/^https:\/\//, '').replace(/\/$/, '').split(/(?<=[^/:]\/)/);
