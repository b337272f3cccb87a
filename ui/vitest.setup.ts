// Tests speak English and live in one zone, whatever the machine's settings are.
process.env.TZ = 'Europe/Berlin';
