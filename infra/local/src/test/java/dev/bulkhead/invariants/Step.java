package dev.bulkhead.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that a principal of a tenant tries. Its numbers choose among what there is when it is
 * tried, so that a sequence makes sense whichever of its steps are left out.
 */
record Step(int tenant, boolean viewer, Kind kind, int a, int b, int c) {

  /** What can be tried. */
  enum Kind {
    CREATE_EXPERIMENT,
    RENAME_EXPERIMENT,
    DELETE_EXPERIMENT,
    RESTORE_EXPERIMENT,
    SET_EXPERIMENT_TAG,
    DELETE_EXPERIMENT_TAG,
    CREATE_RUN,
    UPDATE_RUN,
    DELETE_RUN,
    RESTORE_RUN,
    LOG_METRIC,
    LOG_PARAM,
    LOG_BATCH,
    SET_TAG,
    DELETE_TAG,
    LOG_INPUTS,
    LOG_OUTPUTS,
    LOG_MODEL,
    UPLOAD_BY_URL,
    UPLOAD_RUN_FILE,
    CREATE_MODEL,
    FINALIZE_MODEL,
    SET_MODEL_TAG,
    DELETE_MODEL_TAG,
    DELETE_MODEL,
    LOG_MODEL_PARAM,
    PUT_MODEL_FILE,
    PUT_FILE,
    DELETE_FILE,
    UPLOAD_IN_PARTS,
    ABORT_PARTS,
    ISSUE_TOKEN,
    REVOKE_TOKEN,
    CHANGE_WORKSPACES,
    READ_EXPERIMENT,
    READ_RUN,
    READ_HISTORY,
    READ_MODEL,
    READ_FILE,
    SEARCH_EXPERIMENTS,
    SEARCH_RUNS,
    SEARCH_MODELS,
    LIST_FILES,
    LIST_EXPERIMENTS,
    READ_HISTORIES,
    READ_DATASETS,
    READ_GRAPHQL,
    READ_RUN_FILES,
    READ_MODEL_FILES,
    READ_TOKENS,
    LEND_CREDENTIALS,
    READ_WORKSPACES,
    ASK_SERVER,
    TOUCH_ANOTHERS
  }

  /** As many steps of as many tenants, the same for the same seed. */
  static List<Step> random(long seed, int steps, int tenants) {
    var random = new Random(seed);
    Kind[] kinds = Kind.values();
    List<Step> sequence = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      sequence.add(
          new Step(
              random.nextInt(tenants),
              random.nextInt(8) == 0,
              // Runs are what most is done with.
              random.nextInt(6) == 0 ? Kind.CREATE_RUN : kinds[random.nextInt(kinds.length)],
              random.nextInt(1000),
              random.nextInt(1000),
              random.nextInt(1000)));
    }
    return sequence;
  }
}
