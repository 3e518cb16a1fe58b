package dev.bulkhead.tenancy;

import java.util.Locale;

/** What credentials are good for: reading alone, or writing too. */
public enum Access {
  READ,
  WRITE;

  /**
   * The value of the session tag {@code access}, on which the tenant role's write statements
   * insist.
   */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What both allow. */
  public Access least(Access other) {
    return covers(other) ? other : this;
  }

  /** Whether credentials of this access suffice for what needs the other. */
  public boolean covers(Access needed) {
    return compareTo(needed) >= 0;
  }
}
