import type { Qr } from '../../../../electron/bridge/domain';

/** The light frame a reader needs, in squares (ISO/IEC 18004 section 9.1). */
const QUIET = 4;

/** A QR code, black on white in every theme, with its quiet zone. */
export function QrCode({ qr, label, className }: { qr: Qr; label: string; className?: string | undefined }) {
  const size = qr.size + 2 * QUIET;
  return (
    <svg
      className={className}
      viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={size} height={size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}
