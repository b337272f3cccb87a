/**
 * Where the user interface meets its host: Keepwell's own window (Tauri) or a browser on `keepwell serve`.
 * Nothing outside this folder imports `@tauri-apps/*` or calls `fetch`.
 */
export { autostart, quit } from './autostart';
export { call, inWindow, onRefusal, passively } from './call';
export { copyText } from './copy';
export { onChange, onConnection, refreshEverything, type Change } from './changes';
export { print, openPrintPage } from './print';
export { saveFile } from './save';
export { asRefusal, Refusal, type WireRefusal } from './refusal';
