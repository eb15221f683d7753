import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the page by itself and passes the rest on to a platform that `./dev up` has started. The
// issuer takes people back to the gateway only, so sign in there.
const gateway = process.env.DARKROOM_GATEWAY ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/v1': gateway, '/app-config.json': gateway } },
  build: {
    outDir: 'target/dist',
    emptyOutDir: true,
    // What build.mjs adds the first load up from.
    manifest: true,
    // Small files stay files: the content security policy knows no data: addresses.
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    // However busy the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
