package dev.bulkhead.local.template;

import java.time.Duration;

/**
 * A queue of the template, and the function that it is emptied by.
 *
 * @param id the logical id
 * @param url what a sender names it by
 * @param isFifo whether messages have groups, and ids by which a second one is dropped
 * @param maxReceives after so many a message that still fails is a dead letter
 * @param function its logical id
 * @param batchSize how many messages the function is handed at most
 * @param batchingWindow how long the first of them waits for more at most
 */
public record EventQueue(
    String id,
    String arn,
    String url,
    boolean isFifo,
    String region,
    int maxReceives,
    String function,
    int batchSize,
    Duration batchingWindow) {}
