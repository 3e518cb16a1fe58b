package dev.bulkhead.store.dynamodb;

/** That a param has another value already. */
record ParamConflict(String key, String oldValue, String newValue) {}
