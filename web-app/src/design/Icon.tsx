const PATHS = {
  upload: 'M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3',
  images: 'M4 5h16v14H4zM4 16l4.500-4.500 4 4 2.500-2.500L20 18M15.500 9.500h.01',
  usage: 'M5 20V11m5 9V4m5 16v-7m5 7V8',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20c1-3.500 4-5 7.500-5s6.500 1.500 7.500 5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2m0 16v2M4.900 4.900l1.400 1.400m11.400 11.400 1.400 1.400M2 12h2m16 0h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  moon: 'M20 14.500A8 8 0 1 1 9.500 4a6.500 6.500 0 0 0 10.500 10.500Z',
  check: 'm5 12.500 4.500 4.500L19 7',
  warning:
    'M12 9v4m0 3.500h.01M10.300 4.400 2.700 17.600A2 2 0 0 0 4.400 20.500h15.200a2 2 0 0 0 1.700-2.900L13.700 4.400a2 2 0 0 0-3.400 0Z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 2',
  pause: 'M8 5v14m8-14v14',
  play: 'M7 5v14l11-7z',
  retry:
    'M4 12a8 8 0 0 1 13.700-5.600L20 8.500M20 4v4.500h-4.500M20 12a8 8 0 0 1-13.700 5.600L4 15.500M4 20v-4.500h4.500',
  close: 'M6 6l12 12M18 6 6 18',
  download: 'M12 4v12m0 0 5-5m-5 5-5-5M4 20h16',
  folder: 'M3 6h6l2 2.500h10V19H3z',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 17a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z',
  back: 'M19 12H5m0 0 6-6m-6 6 6 6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  offline:
    'M3 3l18 18M8.500 8.600A11 11 0 0 0 4 11m3 3.500a7 7 0 0 1 5-2M12 19h.01M12.500 7A11 11 0 0 1 20 11',
  spinner: 'M12 3a9 9 0 1 0 9 9',
  signOut: 'M10 4H5v16h5M15 16l4-4-4-4m4 4H9',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words; it says nothing by itself. */
export function Icon({ name, size = 20, spins = false }: { name: IconName; size?: number; spins?: boolean }) {
  return (
    <svg
      className={spins ? 'spin' : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
