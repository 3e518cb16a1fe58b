package dev.bulkhead.search;

import dev.bulkhead.domain.DatasetInput;
import java.util.List;

/** Many runs, column by column; a run is told by its row, the first of which is 0. */
public interface RunColumns {

  /** How many runs there are. */
  int rows();

  /** A text that every run has. */
  Texts attributes(Attribute attribute);

  /** The values of a param. */
  Texts params(String key);

  /** The values of a tag. */
  Texts tags(String key);

  /** When runs began, or ended. */
  Times times(Time time);

  /** The latest values of a metric. */
  Reals metrics(String key);

  /** The datasets that a run used. */
  List<DatasetInput> datasets(int row);

  /** The attributes that are texts. */
  enum Attribute {
    RUN_ID,
    RUN_NAME,
    USER_ID,
    STATUS,
    ARTIFACT_URI
  }

  /** The attributes that are times. */
  enum Time {
    START,
    END
  }

  /** Texts, told by codes from 0: rows with the same code have the same text. */
  interface Texts {
    /** The code of a row that has no text. */
    int NONE = -1;

    /** One more than the greatest code. */
    int codes();

    /** The code of a row, or {@link #NONE}. */
    int code(int row);

    /** The text of a code. */
    String text(int code);
  }

  /** Times in milliseconds since the epoch. */
  interface Times {
    /** Whether the row has one. */
    boolean has(int row);

    /** The row's, if it has one. */
    long millis(int row);
  }

  /** Floating-point numbers. */
  interface Reals {
    /** The place of a row that has none. */
    int NONE = -1;

    /** Where the row's is, or {@link #NONE}. */
    int place(int row);

    /** The number at a place. */
    double at(int place);
  }
}
