import java.io.File;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyIRIMapper;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Says of each ontology file how many of its constructs lie outside OWL 2 DL and RL; imports are found by a catalogue. */
public class Profiles {
    public static void main(String[] arguments) throws Exception {
        Map<String, IRI> places = places(new File(arguments[0]));
        for (int at = 1; at < arguments.length; at++) {
            File file = new File(arguments[at]);
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            manager.addIRIMapper((OWLOntologyIRIMapper) iri -> places.get(iri.toString()));
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file);
            for (OWLProfile profile : new OWLProfile[] {new OWL2DLProfile(), new OWL2RLProfile()}) {
                int outside = profile.checkOntology(ontology).getViolations().size();
                System.out.println(file.getName() + " imports " + ontology.getImports().size() + " " + profile.getName() + " " + outside);
            }
        }
    }

    private static Map<String, IRI> places(File catalogue) throws Exception {
        Map<String, IRI> found = new HashMap<>();
        NodeList entries = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(catalogue).getElementsByTagName("uri");
        for (int at = 0; at < entries.getLength(); at++) {
            Element entry = (Element) entries.item(at);
            found.put(entry.getAttribute("name"), IRI.create(new File(catalogue.getParentFile(), entry.getAttribute("uri"))));
        }
        return found;
    }
}
