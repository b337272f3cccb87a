// What the patient's own device keeps: half-filled answers for a day, sealed submissions until the clinic has them, and the number of
// the newest bundle seen of each clinic. Where a browser keeps nothing (private windows, a full device), it is kept while the page is open.

const NAME = 'keepwell-patient';
export type Shelf = 'drafts' | 'outgoing' | 'seen';

/** A shelf of things by key. */
export interface Store {
  /** Whether it survives the page. */
  readonly lasting: boolean;
  get<T>(shelf: Shelf, key: string): Promise<T | undefined>;
  all<T>(shelf: Shelf): Promise<T[]>;
  put(shelf: Shelf, key: string, value: unknown): Promise<void>;
  drop(shelf: Shelf, key: string): Promise<void>;
}

/** Opens the device's store, or one that lives as long as the page. */
export async function openStore(): Promise<Store> {
  try {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open(NAME, 1);
      open.onupgradeneeded = () => {
        for (const shelf of ['drafts', 'outgoing', 'seen']) open.result.createObjectStore(shelf);
      };
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error ?? new Error('no database'));
      open.onblocked = () => reject(new Error('blocked'));
    });
    return new Lasting(database);
  } catch {
    return new Fleeting();
  }
}

class Lasting implements Store {
  lasting = true;
  /** What the device did not take: a patient can send with a full device, too. */
  private readonly spare = new Fleeting();
  constructor(private readonly database: IDBDatabase) {
    // Another tab with a newer page may change the shelves.
    database.onversionchange = () => database.close();
  }

  async get<T>(shelf: Shelf, key: string) {
    return (await this.spare.get<T>(shelf, key)) ?? (await this.act<T | undefined>(shelf, 'readonly', (store) => store.get(key)).catch(() => undefined));
  }
  async all<T>(shelf: Shelf) {
    const kept = await this.act<T[]>(shelf, 'readonly', (store) => store.getAll()).catch(() => []);
    return [...(await this.spare.all<T>(shelf)), ...kept];
  }
  async put(shelf: Shelf, key: string, value: unknown) {
    try {
      await this.act(shelf, 'readwrite', (store) => store.put(value, key));
      await this.spare.drop(shelf, key);
    } catch {
      this.lasting = false;
      await this.spare.put(shelf, key, value);
    }
  }
  async drop(shelf: Shelf, key: string) {
    await this.spare.drop(shelf, key);
    await this.act(shelf, 'readwrite', (store) => store.delete(key));
  }

  private act<T>(shelf: Shelf, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(shelf, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(shelf));
      // Written means committed, not queued.
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      transaction.onerror = () => reject(transaction.error ?? new Error('failed'));
    });
  }
}

/** Kept in memory only. */
export class Fleeting implements Store {
  readonly lasting = false;
  private readonly shelves = new Map<string, unknown>();
  async get<T>(shelf: Shelf, key: string) {
    return this.shelves.get(`${shelf}/${key}`) as T | undefined;
  }
  async all<T>(shelf: Shelf) {
    return [...this.shelves].filter(([key]) => key.startsWith(`${shelf}/`)).map(([, value]) => value as T);
  }
  async put(shelf: Shelf, key: string, value: unknown) {
    this.shelves.set(`${shelf}/${key}`, value);
  }
  async drop(shelf: Shelf, key: string) {
    this.shelves.delete(`${shelf}/${key}`);
  }
}
