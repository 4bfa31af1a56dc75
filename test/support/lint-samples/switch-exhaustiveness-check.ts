// Rejected by: typescript/switch-exhaustiveness-check
export function name(role: 'leader' | 'follower'): string {
  switch (role) {
    case 'leader':
      return 'l';
    default:
      return '?';
  }
}
