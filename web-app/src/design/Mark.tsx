/** Darkroom's sign: a shutter under the safelight. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="mark-case" />
      <circle cx="16" cy="16" r="9.5" className="mark-light" />
      <path
        d="M16 6.5l5.500 9.500M24.200 11.200 18.700 20.700M24.200 20.800H13.300M16 25.500 10.500 16M7.800 20.800l5.500-9.600M7.800 11.200h10.900"
        className="mark-blades"
      />
    </svg>
  );
}
