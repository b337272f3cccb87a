// A place on earth where it is late morning at this moment: letters keep quiet hours, and tests are run at any time of day.
const ZONES = {
  '-11': 'Pacific/Pago_Pago', '-10': 'Pacific/Honolulu', '-9': 'Pacific/Gambier', '-8': 'Pacific/Pitcairn', '-7': 'America/Phoenix', '-6': 'America/Costa_Rica', '-5': 'America/Panama', '-4': 'America/Puerto_Rico',
  '-3': 'America/Sao_Paulo', '-2': 'America/Noronha', '-1': 'Atlantic/Cape_Verde', 0: 'UTC', 1: 'Africa/Lagos', 2: 'Africa/Maputo', 3: 'Africa/Nairobi', 4: 'Asia/Dubai', 5: 'Asia/Karachi', 6: 'Asia/Dhaka',
  7: 'Asia/Bangkok', 8: 'Asia/Singapore', 9: 'Asia/Tokyo', 10: 'Australia/Brisbane', 11: 'Pacific/Guadalcanal', 12: 'Pacific/Tarawa',
};

/** Where it is between ten and eleven in the morning now. */
export function noonZone() {
  const offset = 10 - new Date().getUTCHours();
  return ZONES[offset < -11 ? offset + 24 : offset];
}
