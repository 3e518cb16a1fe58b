package dev.bulkhead;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may know of which, and other things that must hold for all code. */
final class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.bulkhead");

  /** Each package with all of ours that it may know. */
  private static final List<Arguments> ARROWS =
      List.of(
          arrows("domain"),
          arrows("tenancy", "domain"),
          arrows("python"),
          arrows("search", "domain", "python"),
          arrows("graphql", "domain", "python"),
          arrows("control", "domain", "tenancy"),
          arrows("store", "domain", "tenancy", "search"),
          arrows("store.metriclog", "domain", "store"),
          arrows("store.segments", "domain", "tenancy", "search", "store", "store.metriclog"),
          arrows(
              "store.dynamodb",
              "domain",
              "python",
              "tenancy",
              "search",
              "store",
              "store.metriclog",
              "store.segments"),
          arrows("store.s3", "domain", "tenancy", "store"),
          arrows("http", "domain", "python", "tenancy"),
          arrows("app", "domain", "tenancy", "control", "store..", "http"),
          arrows("artifacts", "domain", "tenancy", "store", "http", "app"),
          arrows("authorizer", "domain", "tenancy", "control", "http", "app"),
          arrows("experiments", "domain", "tenancy", "search", "store", "http", "app"),
          arrows("maintenance", "tenancy", "control", "store", "http", "app", "domain"),
          arrows("models", "domain", "python", "tenancy", "search", "store", "http", "app", "runs"),
          arrows("runs", "domain", "python", "tenancy", "search", "store", "http", "app"),
          arrows(
              "searches",
              "domain",
              "tenancy",
              "search",
              "store",
              "http",
              "app",
              "runs",
              "graphql",
              "artifacts"),
          arrows("server", "domain", "tenancy", "http", "app"),
          arrows("tenants", "domain", "tenancy", "control", "store", "http", "app"),
          arrows("uploads", "domain", "tenancy", "store", "store.s3", "http", "app"));

  private static final String[] OPERATIONS =
      packages(
          "artifacts",
          "authorizer",
          "experiments",
          "maintenance",
          "models",
          "runs",
          "searches",
          "server",
          "tenants",
          "uploads");

  /** What changes, whatever {@code final} says, or must not be made before a snapshot is taken. */
  private static final Set<Class<?>> MUTABLE =
      Set.of(java.util.Random.class, java.time.Clock.class, StringBuilder.class);

  private static Arguments arrows(String from, String... to) {
    return Arguments.of(from, packages(to));
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> "dev.bulkhead." + name).toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ARROWS")
  void packageKnowsNoOthersThan(String name, String[] known) {
    String self = "dev.bulkhead." + name;

    noClasses()
        .that()
        .resideInAPackage(self)
        .should()
        .dependOnClassesThat(
            are(resideInAPackage("dev.bulkhead.."))
                .and(not(resideInAPackage(self)))
                .and(not(resideInAnyPackage(known))))
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void everyPackageHasItsArrows() {
    List<String> listed =
        ARROWS.stream().map(arrows -> "dev.bulkhead." + arrows.get()[0].toString()).toList();

    assertThat(ALL.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> !name.equals("dev.bulkhead"))
        .isSubsetOf(listed);
  }

  @Test
  void operationsReachDataThroughPorts() {
    noClasses()
        .that()
        .resideInAnyPackage(OPERATIONS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk..", "dev.bulkhead.store.dynamodb..")
        .check(ALL);
  }

  @Test
  void controlTableIsForAuthorizerAndOperators() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("control", "authorizer", "maintenance", "tenants", "app"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.bulkhead.control")
        .check(ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.bulkhead.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void onlyAppLooksAtTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.bulkhead.app")
        .should()
        .callMethodWhere(describe("it reads the process", ArchitectureTest::readsTheProcess))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("software\\.amazon\\.awssdk\\..*\\.Default\\w*(Provider|ProviderChain)")
        .check(ALL);
  }

  private static boolean readsTheProcess(JavaAccess<?> call) {
    return call.getTargetOwner().isEquivalentTo(System.class)
        && Set.of("getenv", "getProperty", "getProperties").contains(call.getName());
  }

  /** Processes that are restored from one snapshot would all draw the same. */
  @Test
  void nothingDrawsFromASeedInMemory() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java[.]util[.](Random|SplittableRandom|concurrent[.]ThreadLocalRandom)")
        .orShould()
        .callMethod(Math.class, "random")
        .check(ALL);
  }

  @Test
  void nothingReadsWithoutAKey() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "it is a Scan or PartiQL",
                call ->
                    call.getTargetOwner()
                            .getPackageName()
                            .startsWith("software.amazon.awssdk.services.dynamodb")
                        && call.getName()
                            .matches("scan|scanPaginator|.*[eE]xecute(Statement|Transaction)")))
        .check(ALL);
  }

  /** Keys makes them, and places within which further keys are made; all others are handed them. */
  @Test
  void onlyKeysMakesKeys() {
    noClasses()
        .that(not(describe("Keys, or what it makes", ArchitectureTest::makesKeys)))
        .should()
        .callConstructorWhere(
            describe(
                "it makes a key",
                call -> call.getTargetOwner().getName().equals("dev.bulkhead.store.dynamodb.Key")))
        .check(ALL);
  }

  private static boolean makesKeys(JavaClass type) {
    return Set.of(
            "dev.bulkhead.store.dynamodb.Keys",
            "dev.bulkhead.store.dynamodb.Key",
            "dev.bulkhead.store.dynamodb.Place")
        .contains(type.getName());
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and(not(describe("made by the compiler", f -> f.getModifiers().contains(SYNTHETIC))))
        .should()
        .beFinal()
        .andShould(not(have(describe("a type that changes", ArchitectureTest::isMutable))))
        .check(ALL);
  }

  private static boolean isMutable(JavaField field) {
    JavaClass type = field.getRawType();
    return type.getPackageName().startsWith("java.util.concurrent")
        || MUTABLE.stream().anyMatch(type::isAssignableTo)
        || (!type.isInterface()
            && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)));
  }

  @Test
  void classesAreFinalOrMadeToBeExtended() {
    classes()
        .that(
            not(
                describe(
                    "interface, enum, abstract or anonymous",
                    type ->
                        type.isInterface()
                            || type.isEnum()
                            || type.isAnonymousClass()
                            || type.getModifiers().contains(ABSTRACT))))
        .and(not(describe("a constant of an enum", ArchitectureTest::isEnumConstant)))
        .should()
        .haveModifier(FINAL)
        .check(ALL);
  }

  private static boolean isEnumConstant(JavaClass type) {
    return type.getRawSuperclass().filter(JavaClass::isEnum).isPresent();
  }

  @Test
  void packagesSayWhatMayBeNull() {
    assertThat(ALL.stream().map(JavaClass::getPackage).distinct())
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }
}
