import com.pixelmed.dicom.Attribute;
import com.pixelmed.dicom.AttributeList;
import com.pixelmed.dicom.ClinicalTrialsAttributes;
import com.pixelmed.dicom.ClinicalTrialsAttributes.HandleDates;
import com.pixelmed.dicom.ClinicalTrialsAttributes.HandleStructuredContent;
import com.pixelmed.dicom.ClinicalTrialsAttributes.HandleUIDs;
import com.pixelmed.dicom.FileMetaInformation;
import com.pixelmed.dicom.LongStringAttribute;
import com.pixelmed.dicom.PersonNameAttribute;
import com.pixelmed.dicom.TagFromName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What PixelMed's DicomCleaner does behind its window: PixelmedCleaner INPUT OUTPUT SEED basic|tcia. In tcia mode the earliest date of each
 * patient moves to one and the same day, so that intervals and times of day stay; patient characteristics and protocol names are kept.
 */
public class PixelmedCleaner {
  private static final long DAY = 86_400_000L;
  private static final Date EPOCH = new Date(631_152_000_000L); // 1 January 1990, UTC

  public static void main(String[] args) throws IOException {
    Path input = Path.of(args[0]);
    Path output = Path.of(args[1]);
    boolean tcia = args[3].equals("tcia");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(input)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, Date> earliest = tcia ? earliestDates(files) : Map.of();
    int failed = 0;
    for (Path file : files) {
      Path target = output.resolve(input.relativize(file));
      try {
        Files.createDirectories(target.getParent());
        clean(file, target, args[2], tcia, earliest);
      } catch (Throwable problem) {
        failed += 1;
        Files.deleteIfExists(target);
        System.err.println("FAIL " + input.relativize(file) + ": " + problem);
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static Map<String, Date> earliestDates(List<Path> files) {
    Map<String, Date> earliest = new HashMap<>();
    for (Path file : files) {
      try {
        AttributeList list = new AttributeList();
        list.setDecompressPixelData(false);
        list.read(file.toFile(), TagFromName.PixelData);
        Date date = ClinicalTrialsAttributes.findEarliestDateTime(list);
        if (date != null) earliest.merge(patientOf(list), midnight(date), (a, b) -> a.before(b) ? a : b);
      } catch (Throwable unreadable) {
        // Said when the file itself is cleaned.
      }
    }
    return earliest;
  }

  /** The day alone, so that the shift is whole days and the times of day stay. */
  private static Date midnight(Date date) {
    return new Date(Math.floorDiv(date.getTime(), DAY) * DAY);
  }

  private static void clean(Path file, Path target, String seed, boolean tcia, Map<String, Date> earliest) throws Exception {
    AttributeList list = new AttributeList();
    list.setDecompressPixelData(false);
    list.read(file.toFile());
    String patient = patientOf(list);
    String syntax = Attribute.getSingleStringValueOrEmptyString(list, TagFromName.TransferSyntaxUID);
    list.removeGroupLengthAttributes();
    list.removeMetaInformationHeaderAttributes();
    ClinicalTrialsAttributes.removeClinicalTrialsAttributes(list);
    ClinicalTrialsAttributes.removeOrNullIdentifyingAttributes(
        list,
        HandleUIDs.remap,
        false, // descriptors: the library keeps or removes, it cannot clean
        false, // series description
        tcia, // protocol name
        tcia, // patient characteristics
        false, // device identity: people's names were found in station names and serial numbers
        false, // institution
        tcia ? HandleDates.modify : HandleDates.remove,
        tcia ? EPOCH : null,
        tcia ? earliest.get(patient) : null,
        HandleStructuredContent.modify);
    LongStringAttribute id = new LongStringAttribute(TagFromName.PatientID);
    id.addValue("PX" + hash(seed + patient));
    list.put(id);
    PersonNameAttribute name = new PersonNameAttribute(TagFromName.PatientName);
    name.addValue("PX" + hash(seed + patient));
    list.put(name);
    list.removeUnsafePrivateAttributes();
    FileMetaInformation.addFileMetaInformation(list, syntax, "DEIDBENCH");
    list.write(target.toFile(), syntax, true, true);
  }

  private static String patientOf(AttributeList list) {
    return Attribute.getSingleStringValueOrEmptyString(list, TagFromName.PatientID);
  }

  private static String hash(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 5);
  }
}
