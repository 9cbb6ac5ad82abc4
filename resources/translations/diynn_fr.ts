<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>AnalysisTab</name>
    <message>
        <source>The data is being read…</source>
        <translation>Lecture des données…</translation>
    </message>
    <message>
        <source>The network does not fit yet: the list on the left says where.</source>
        <translation>Le réseau n’est pas encore cohérent : la liste de gauche dit où.</translation>
    </message>
    <message>
        <source>There is no data yet.</source>
        <translation>Il n’y a pas encore de données.</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>, test loss {loss}</source>
        <translation>, perte de test {loss}</translation>
    </message>
    <message>
        <source>, {share} of the test part right</source>
        <translation>, {share} de la partie de test justes</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}: loss {loss}</source>
        <translation>Époque {epoch} sur {epochs} : perte {loss}</translation>
    </message>
    <message>
        <source>Epoch {epoch}, batch {batch} of {batches}: loss {loss}</source>
        <translation>Époque {epoch}, batch {batch} sur {batches} : perte {loss}</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>En pause.</translation>
    </message>
    <message>
        <source>Training finished.</source>
        <translation>Entraînement terminé.</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>« {name} » est enregistré.</translation>
    </message>
</context>
<context>
    <name>AnswerTable</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Erreur quadratique moyenne</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prédiction</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
</context>
<context>
    <name>AugmentationRow</name>
    <message>
        <source>Augmentation</source>
        <translation>Augmentation</translation>
    </message>
    <message>
        <source>Each training image is changed differently every time it is seen, so that the network learns what does not matter. Test images stay as they are.</source>
        <translation>Chaque image d’entraînement est changée de nouveau chaque fois qu’elle est vue, pour que le réseau apprenne ce qui ne compte pas. Les images de test restent telles quelles.</translation>
    </message>
    <message>
        <source>Here stand some images, as soon as the data is read.</source>
        <translation>Des images se placeront ici dès que les données seront lues.</translation>
    </message>
    <message>
        <source>No augmentation</source>
        <translation>Pas d’augmentation</translation>
    </message>
    <message>
        <source>No augmentation: set all of it to zero</source>
        <translation>Pas d’augmentation : tout mettre à zéro</translation>
    </message>
    <message>
        <source>Other images, other variants</source>
        <translation>D’autres images, d’autres variantes</translation>
    </message>
    <message>
        <source>Settings and examples of the augmentation</source>
        <translation>Réglages et exemples de l’augmentation</translation>
    </message>
    <message>
        <source>Settings of the augmentation</source>
        <translation>Réglages de l’augmentation</translation>
    </message>
    <message>
        <source>These samples are no images: nothing is warped, only noise is added.</source>
        <translation>Ces exemples ne sont pas des images : rien n’est déformé, seul du bruit est ajouté.</translation>
    </message>
    <message>
        <source>Two training images and variants of them</source>
        <translation>Deux images d’entraînement et leurs variantes</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>No safety copy can be written, so a crash would cost what is not saved: {reason} Everything else goes on as before.</source>
        <translation>Aucune copie de sécurité ne peut être écrite, un plantage ferait donc perdre ce qui n’est pas enregistré : {reason} Tout le reste continue comme avant.</translation>
    </message>
</context>
<context>
    <name>AxisRows</name>
    <message>
        <source>0.01, 0.1 or 0.001..0.1:5</source>
        <translation>0,01 ; 0,1 ou 0,001..0,1:5</translation>
    </message>
    <message>
        <source>Add a setting</source>
        <translation>Ajouter un réglage</translation>
    </message>
    <message>
        <source>Do not vary this setting</source>
        <translation>Ne pas faire varier ce réglage</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Réglage</translation>
    </message>
    <message>
        <source>Setting to vary</source>
        <translation>Réglage à faire varier</translation>
    </message>
    <message>
        <source>Values to try</source>
        <translation>Valeurs à essayer</translation>
    </message>
    <message>
        <source>Values with commas between; or FROM..TO:COUNT for evenly spaced ones, by factors where the setting is one of factors; or, drawn by chance, FROM..TO</source>
        <translation>Des valeurs séparées par des points-virgules ; ou DE..À:NOMBRE pour des valeurs régulièrement espacées, par facteurs là où le réglage s’y prête ; ou, tirées au hasard, DE..À</translation>
    </message>
    <message>
        <source>Vary one more setting: every value is tried with every other</source>
        <translation>Faire varier un réglage de plus : chaque valeur est essayée avec chaque autre</translation>
    </message>
</context>
<context>
    <name>Block</name>
    <message>
        <source>Drag it into the network, or double-click.</source>
        <translation>Glissez-le dans le réseau, ou double-cliquez.</translation>
    </message>
</context>
<context>
    <name>BoundaryKey</name>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Ring each sample: the larger its error, the wider the ring</source>
        <translation>Entoure chaque exemple : plus son erreur est grande, plus l’anneau est large</translation>
    </message>
    <message>
        <source>Ring the samples for which the network is wrong</source>
        <translation>Entourer les exemples sur lesquels le réseau se trompe</translation>
    </message>
    <message>
        <source>Show the samples from which the network learns</source>
        <translation>Montrer les exemples dont le réseau apprend</translation>
    </message>
    <message>
        <source>Show the samples kept back to test the network</source>
        <translation>Montrer les exemples gardés de côté pour tester le réseau</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraînement</translation>
    </message>
</context>
<context>
    <name>BoundaryPanels</name>
    <message>
        <source>A small map for each unit of a layer</source>
        <translation>Une petite carte pour chaque unité d’une couche</translation>
    </message>
    <message>
        <source>Boundaries of runs</source>
        <translation>Frontières des exécutions</translation>
    </message>
    <message>
        <source>Click on a map to see it large</source>
        <translation>Cliquez sur une carte pour la voir en grand</translation>
    </message>
    <message>
        <source>Click on the plane to follow a place through every layer.</source>
        <translation>Cliquez sur le plan pour suivre un endroit à travers toutes les couches.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Layer values</source>
        <translation>Valeurs des couches</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilités</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>The boundaries of the runs that are ticked</source>
        <translation>Les frontières des exécutions cochées</translation>
    </message>
    <message>
        <source>The layer whose units are shown</source>
        <translation>La couche dont les unités sont affichées</translation>
    </message>
    <message>
        <source>The network does not fit yet: the list on the left says where.</source>
        <translation>Le réseau n’est pas encore cohérent : la liste de gauche dit où.</translation>
    </message>
    <message>
        <source>The way of a place through the network</source>
        <translation>Le chemin d’un point à travers le réseau</translation>
    </message>
    <message>
        <source>Tick runs with two inputs in the tab “Runs” to see their boundaries here.</source>
        <translation>Cochez des exécutions à deux entrées dans l’onglet « Exécutions » pour voir leurs frontières ici.</translation>
    </message>
    <message>
        <source>Unit {0} of {1} in row {2}</source>
        <translation>Unité {0} sur {1} à la ligne {2}</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unités</translation>
    </message>
    <message>
        <source>Units of a layer</source>
        <translation>Unités d’une couche</translation>
    </message>
    <message>
        <source>What every layer makes of one place; click on the plane to choose it</source>
        <translation>Ce que chaque couche fait d’un endroit ; cliquez sur le plan pour le choisir</translation>
    </message>
    <message>
        <source>click on one to see it large</source>
        <translation>cliquez-en une pour la voir en grand</translation>
    </message>
    <message>
        <source>of the place {0} ; {1}</source>
        <translation>de l’endroit {0} ; {1}</translation>
    </message>
    <message>
        <source>the first {0} of {1} units</source>
        <translation>les {0} premières de {1} unités</translation>
    </message>
</context>
<context>
    <name>BoundaryPlot</name>
    <message>
        <source>Choose a data set of two features to see it here.</source>
        <translation>Choisissez des données à deux caractéristiques pour les voir ici.</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Copier ou enregistrer</translation>
    </message>
    <message>
        <source>Copy or save the picture</source>
        <translation>Copier ou enregistrer l’image</translation>
    </message>
    <message>
        <source>Decision boundary</source>
        <translation>Frontière de décision</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Plane of two features</source>
        <translation>Plan de deux caractéristiques</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prédiction</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Prédictions</translation>
    </message>
    <message>
        <source>True value</source>
        <translation>Vraie valeur</translation>
    </message>
</context>
<context>
    <name>BoundaryTab</name>
    <message>
        <source>A boundary needs data with two inputs and at most five classes, such as Moons or Spirals. Choose one in the first row of the network, or look at the other tabs.</source>
        <translation>Une frontière demande des données à deux entrées et au plus cinq classes, comme Lunes ou Spirales. Choisissez-les à la première ligne du réseau, ou regardez les autres onglets.</translation>
    </message>
    <message>
        <source>Every unit and every weight, drawn</source>
        <translation>Chaque unité et chaque poids, dessinés</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Peindre</translation>
    </message>
    <message>
        <source>Paint, move and erase points with the mouse</source>
        <translation>Peindre, déplacer et effacer des points à la souris</translation>
    </message>
    <message>
        <source>Samples with values instead of classes cannot be painted on.</source>
        <translation>On ne peut pas peindre sur des exemples qui ont des valeurs au lieu de classes.</translation>
    </message>
    <message>
        <source>Take the brush of a class above, and paint points here.</source>
        <translation>Prenez le pinceau d’une classe ci-dessus et peignez des points ici.</translation>
    </message>
    <message>
        <source>The network does not fit yet.</source>
        <translation>Le réseau n’est pas encore cohérent.</translation>
    </message>
    <message>
        <source>This network is asked for its own input (auto-encoder), so it draws no boundary. Choose “target” as the goal in the first row of the network.</source>
        <translation>On demande à ce réseau sa propre entrée (auto-encodeur) : il ne trace donc pas de frontière. Choisissez « cible » comme sortie attendue à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>Unit {0}: from {1} to {2}; click to see it large</source>
        <translation>Unité {0} : de {1} à {2} ; cliquez pour la voir en grand</translation>
    </message>
    <message numerus="yes">
        <source>{0} point(s)</source>
        <translation>
            <numerusform>{0} point</numerusform>
            <numerusform>{0} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalculationChain</name>
    <message>
        <source>Gradient for the input</source>
        <translation>Gradient pour l’entrée</translation>
    </message>
    <message>
        <source>Gradient for the input of row {row}, {layer}</source>
        <translation>Gradient pour l’entrée de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>Gradient for the output of row {row}, {layer}</source>
        <translation>Gradient pour la sortie de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>Gradient for {weight} of row {row}, {layer}</source>
        <translation>Gradient pour {weight} de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Input · {shape}</source>
        <translation>Entrée · {shape}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>New {weight} of row {row}, {layer}</source>
        <translation>Nouveau {weight} de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>Output of row {row}, {layer}</source>
        <translation>Sortie de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>{loss}: {value}</source>
        <translation>{loss} : {value}</translation>
    </message>
    <message>
        <source>{row} · {layer} · {shape}</source>
        <translation>{row} · {layer} · {shape}</translation>
    </message>
</context>
<context>
    <name>CalculationTab</name>
    <message>
        <source>Back to the value before</source>
        <translation>Retour à la valeur précédente</translation>
    </message>
    <message>
        <source>Back to the value before (Backspace)</source>
        <translation>Retour à la valeur précédente (Retour arrière)</translation>
    </message>
    <message>
        <source>Chain of pictures</source>
        <translation>Chaîne d’images</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Explain the next step</source>
        <translation>Expliquer le prochain pas</translation>
    </message>
    <message>
        <source>From a value to its gradient, and back</source>
        <translation>D’une valeur à son gradient, et retour</translation>
    </message>
    <message>
        <source>From a value to its gradient, and back (B)</source>
        <translation>D’une valeur à son gradient, et retour (B)</translation>
    </message>
    <message>
        <source>In training</source>
        <translation>À l’entraînement</translation>
    </message>
    <message>
        <source>In training Dropout forgets, and BatchNorm takes the mean of the batch</source>
        <translation>À l’entraînement, Dropout oublie et BatchNorm prend la moyenne du batch</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>À l’usage</translation>
    </message>
    <message>
        <source>In use or in training</source>
        <translation>À l’usage ou à l’entraînement</translation>
    </message>
    <message>
        <source>Only a weight can be typed: go to one among the terms, then F2.</source>
        <translation>Seul un poids peut être tapé : allez à l’un d’eux parmi les termes, puis F2.</translation>
    </message>
    <message>
        <source>Significant digits of every number</source>
        <translation>Chiffres significatifs de chaque nombre</translation>
    </message>
    <message>
        <source>Small networks with given weights, to be computed by hand</source>
        <translation>De petits réseaux aux poids donnés, à calculer à la main</translation>
    </message>
    <message>
        <source>Something was changed since the step: undo that first, in the menu Edit.</source>
        <translation>Quelque chose a changé depuis ce pas : annulez-le d’abord, dans le menu Édition.</translation>
    </message>
    <message>
        <source>Take a step</source>
        <translation>Faire un pas</translation>
    </message>
    <message>
        <source>Taken: the loss of this batch went from {before} to {after}.</source>
        <translation>Fait : la perte de ce batch est passée de {before} à {after}.</translation>
    </message>
    <message>
        <source>The real next batch, stage by stage; nothing happens yet</source>
        <translation>Le vrai prochain batch, étape par étape ; rien n’arrive encore</translation>
    </message>
    <message>
        <source>Type a weight</source>
        <translation>Taper un poids</translation>
    </message>
    <message>
        <source>class {name} · {told}</source>
        <translation>classe {name} · {told}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>perte {loss}</translation>
    </message>
    <message>
        <source>{number} digits</source>
        <translation>{number} chiffres</translation>
    </message>
</context>
<context>
    <name>CalculationWords</name>
    <message>
        <source>A training computes this activation and the loss in one: the first sum, answer less target. The sum below it has the two in turn; both give the same.</source>
        <translation>L’entraînement calcule cette activation et la perte en une fois : la première somme, réponse moins sortie attendue. Celle du dessous a les deux à la suite ; le résultat est le même.</translation>
    </message>
    <message>
        <source>A value of the data: nothing was computed.</source>
        <translation>Une valeur des données : rien n’a été calculé.</translation>
    </message>
    <message>
        <source>Gradient for input [{place}] of row {row}, {layer} = {value}</source>
        <translation>Gradient pour l’entrée [{place}] de la ligne {row}, {layer} = {value}</translation>
    </message>
    <message>
        <source>Gradient for {name} [{place}] of row {row}, {layer} = {value}</source>
        <translation>Gradient pour {name} [{place}] de la ligne {row}, {layer} = {value}</translation>
    </message>
    <message>
        <source>Gradient of the loss for output [{place}] = {value}</source>
        <translation>Gradient de la perte pour la sortie [{place}] = {value}</translation>
    </message>
    <message>
        <source>Input [{place}] = {value}</source>
        <translation>Entrée [{place}] = {value}</translation>
    </message>
    <message>
        <source>Loss {name} = {value}</source>
        <translation>Perte {name} = {value}</translation>
    </message>
    <message>
        <source>New {name} [{place}] of row {row}, {layer} = {value}</source>
        <translation>Nouveau {name} [{place}] de la ligne {row}, {layer} = {value}</translation>
    </message>
    <message>
        <source>No gradient moves it: a training’s forward gathers it.</source>
        <translation>Aucun gradient ne le change : l’aller de l’entraînement le met à jour.</translation>
    </message>
    <message>
        <source>Nothing passes here: all products are 0.</source>
        <translation>Rien ne passe ici : tous les produits valent 0.</translation>
    </message>
    <message>
        <source>Output [{place}] of row {row}, {layer} = {value}</source>
        <translation>Sortie [{place}] de la ligne {row}, {layer} = {value}</translation>
    </message>
    <message>
        <source>Slope here: {slope}</source>
        <translation>Pente ici : {slope}</translation>
    </message>
    <message>
        <source>Slope × δ = 0 · {delta}: nothing passes</source>
        <translation>Pente × δ = 0 · {delta} : rien ne passe</translation>
    </message>
    <message>
        <source>Slope × δ = {slope} · {delta} = {product}</source>
        <translation>Pente × δ = {slope} · {delta} = {product}</translation>
    </message>
    <message>
        <source>This network is trained with a fault: here is the right arithmetic, not what the training does.</source>
        <translation>Ce réseau est entraîné avec une faute : voici le calcul juste, non celui de l’entraînement.</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Leave the tour (Esc); the Help menu has it again</source>
        <translation>Quitter la visite (Échap) ; le menu Aide la propose toujours</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Étape {0} sur {1}</translation>
    </message>
</context>
<context>
    <name>ClassWindow</name>
    <message>
        <source>A row a work will stand here, with a dot for each step.</source>
        <translation>Une ligne par travail figurera ici, avec un point par étape.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Each work that was handed in is computed again. It proves that the result follows from what was decided, not who decided it.</source>
        <translation>Chaque travail rendu est recalculé. Cela prouve que le résultat découle de ce qui a été décidé, mais pas qui l’a décidé.</translation>
    </message>
    <message>
        <source>Folder with the works of a class</source>
        <translation>Dossier des travaux d’une classe</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Leçon</translation>
    </message>
    <message>
        <source>Locks were taken away.</source>
        <translation>Des verrous ont été retirés.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Enregistrer le tableau</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>The class’s best in “{lesson}”: {name}, {count} weight(s).</source>
        <translation>
            <numerusform>Le meilleur de la classe pour « {lesson} » : {name}, {count} poids.</numerusform>
            <numerusform>Le meilleur de la classe pour « {lesson} » : {name}, {count} poids.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no works in this folder.</source>
        <translation>Ce dossier ne contient aucun travail.</translation>
    </message>
    <message>
        <source>Works of the class</source>
        <translation>Travaux de la classe</translation>
    </message>
    <message>
        <source>Works of the class – diynn</source>
        <translation>Travaux de la classe – diynn</translation>
    </message>
    <message>
        <source>agrees, other processor</source>
        <translation>concorde, autre processeur</translation>
    </message>
    <message>
        <source>class</source>
        <translation>classe</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>diffère</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>identique</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>non lu</translation>
    </message>
    <message numerus="yes">
        <source>{count} work(s).</source>
        <translation>
            <numerusform>{count} travail.</numerusform>
            <numerusform>{count} travaux.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{file}” is saved.</source>
        <translation>« {file} » est enregistré.</translation>
    </message>
    <message>
        <source>● done, ○ not done, × told as done but not so</source>
        <translation>● faite, ○ non faite, × déclarée faite à tort</translation>
    </message>
</context>
<context>
    <name>CodeComparison</name>
    <message>
        <source>, {0} of neighbours kept</source>
        <translation>, {0} des voisins gardés</translation>
    </message>
    <message>
        <source>Layer {0}, PCA</source>
        <translation>Couche {0}, ACP</translation>
    </message>
</context>
<context>
    <name>CodeSize</name>
    <message>
        <source>MSE {0}</source>
        <translation>MSE {0}</translation>
    </message>
    <message>
        <source>MSE {mse}; PCA with as many numbers is being worked out…</source>
        <translation>MSE {mse} ; calcul de l’ACP avec autant de nombres…</translation>
    </message>
    <message>
        <source>MSE {mse}; PCA with as many numbers {pca}</source>
        <translation>MSE {mse} ; ACP avec autant de nombres {pca}</translation>
    </message>
    <message>
        <source>The code is what comes out of the narrowest layer inside the network.
PCA is the best linear code of as many numbers, computed from the training images.
Both figures are mean squared errors over the same images.</source>
        <translation>Le code est ce qui sort de la couche la plus étroite à l’intérieur du réseau.
L’ACP est le meilleur code linéaire d’autant de nombres, calculé sur les images d’entraînement.
Les deux valeurs sont des erreurs quadratiques moyennes sur les mêmes images.</translation>
    </message>
    <message>
        <source>This network has no code: no layer lies between its input and its image.</source>
        <translation>Ce réseau n’a pas de code : aucune couche ne se trouve entre son entrée et son image.</translation>
    </message>
    <message numerus="yes">
        <source>{code} number(s) for {image}: as many</source>
        <translation>
            <numerusform>{code} nombre pour {image} : autant</numerusform>
            <numerusform>{code} nombres pour {image} : autant</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{code} number(s) for {image}: {times} times larger</source>
        <translation>
            <numerusform>{code} nombre pour {image} : {times} fois plus grand</numerusform>
            <numerusform>{code} nombres pour {image} : {times} fois plus grand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{code} number(s) for {image}: {times} times smaller</source>
        <translation>
            <numerusform>{code} nombre pour {image} : {times} fois plus petit</numerusform>
            <numerusform>{code} nombres pour {image} : {times} fois plus petit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeTSNE</name>
    <message>
        <source>A map by t-SNE is of one moment; PCA follows the past.  </source>
        <translation>Une carte par t-SNE est d’un seul moment ; l’ACP suit le passé.  </translation>
    </message>
    <message>
        <source>Done in {0}.</source>
        <translation>Terminé en {0}.</translation>
    </message>
    <message>
        <source>Looking for each point's neighbours…</source>
        <translation>Recherche des voisins de chaque point…</translation>
    </message>
    <message>
        <source>Settings changed: press Start.  </source>
        <translation>Réglages changés : appuyez sur Démarrer.  </translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Pas {0} sur {1}</translation>
    </message>
    <message>
        <source>The network has learnt on: press Start for its codes of now.  </source>
        <translation>Le réseau a encore appris : appuyez sur Démarrer pour ses codes actuels.  </translation>
    </message>
    <message>
        <source>This is PCA. Press Start, and t-SNE moves the points on from here.</source>
        <translation>Voici l’ACP. Appuyez sur Démarrer, et t-SNE fera bouger les points à partir d’ici.</translation>
    </message>
    <message>
        <source>{0}, about {1} left</source>
        <translation>{0}, encore {1} environ</translation>
    </message>
    <message>
        <source>{0}, stopped.</source>
        <translation>{0}, arrêté.</translation>
    </message>
</context>
<context>
    <name>CodeTools</name>
    <message>
        <source>. The first {0} of them:</source>
        <translation>. Les {0} premiers :</translation>
    </message>
    <message>
        <source>Click or drag in a map to see what the network draws from the code there.</source>
        <translation>Cliquez ou glissez sur une carte pour voir ce que le réseau dessine à partir du code à cet endroit.</translation>
    </message>
    <message>
        <source>Click two points to see the way from one to the other in code space, above the blend of their pixels.</source>
        <translation>Cliquez deux points pour voir le chemin de l’un à l’autre dans l’espace des codes, au-dessus du mélange de leurs pixels.</translation>
    </message>
    <message>
        <source>Drag a line round some points to list them here.</source>
        <translation>Tracez un trait autour de quelques points pour les lister ici.</translation>
    </message>
    <message>
        <source>Now click the point to walk to.</source>
        <translation>Cliquez maintenant le point d’arrivée.</translation>
    </message>
    <message>
        <source>Only an auto-encoder can draw something from a code. Set the goal in the first row of the network to “input”, or start from a template with an auto-encoder.</source>
        <translation>Seul un auto-encodeur peut dessiner à partir d’un code. Mettez la sortie attendue de la première ligne du réseau à « entrée », ou partez d’un modèle d’auto-encodeur.</translation>
    </message>
    <message>
        <source>Point at a dot to see what it stands for. Click it to see the samples whose codes are nearest, wherever the map has put them.</source>
        <translation>Pointez un point pour voir ce qu’il représente. Cliquez-le pour voir les exemples dont les codes sont les plus proches, où que la carte les ait mis.</translation>
    </message>
    <message>
        <source>There is no point inside this line.</source>
        <translation>Il n’y a aucun point à l’intérieur de ce trait.</translation>
    </message>
    <message numerus="yes">
        <source>{0} point(s)</source>
        <translation>
            <numerusform>{0} point</numerusform>
            <numerusform>{0} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodesTab</name>
    <message>
        <source> · ?: your drawing</source>
        <translation> · ? : votre dessin</translation>
    </message>
    <message>
        <source> · {0} of neighbours kept</source>
        <translation> · {0} des voisins gardés</translation>
    </message>
    <message>
        <source>1st component, {0} of the variance</source>
        <translation>1re composante, {0} de la variance</translation>
    </message>
    <message>
        <source>2nd component, {0}</source>
        <translation>2e composante, {0}</translation>
    </message>
    <message>
        <source>A code is what comes out of a layer, and the network has none yet. Add one from the palette on the left.</source>
        <translation>Un code est ce qui sort d’une couche, et le réseau n’en a pas encore. Ajoutez-en une depuis la palette de gauche.</translation>
    </message>
    <message>
        <source>First number of the code</source>
        <translation>Premier nombre du code</translation>
    </message>
    <message>
        <source>Second number</source>
        <translation>Deuxième nombre</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>The map is being made…</source>
        <translation>La carte se prépare…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entr.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>from {low} to {high}</source>
        <translation>de {low} à {high}</translation>
    </message>
</context>
<context>
    <name>ColumnHeader</name>
    <message numerus="yes">
        <source>{0} empty cell(s)</source>
        <translation>
            <numerusform>{0} cellule vide</numerusform>
            <numerusform>{0} cellules vides</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandSearch</name>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Trouver une commande</translation>
    </message>
    <message>
        <source>Nothing is called so. Try fewer letters.</source>
        <translation>Rien ne s’appelle ainsi. Essayez moins de lettres.</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire ?</translation>
    </message>
</context>
<context>
    <name>ConfusionPage</name>
    <message>
        <source>% of the class</source>
        <translation>% de la classe</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Toutes les classes</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>Dans l’ordre des données</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Par classe</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Copier ou enregistrer</translation>
    </message>
    <message>
        <source>Copy or save the matrix</source>
        <translation>Copier ou enregistrer la matrice</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Effectif</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Effectifs</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Figures of each class</source>
        <translation>Résultats de chaque classe</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall</source>
        <translation>Moyenne harmonique de la précision et du rappel</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Les moins sûrs d’abord</translation>
    </message>
    <message>
        <source>Let go of what is chosen in the matrix (Esc)</source>
        <translation>Ne plus rien choisir dans la matrice (Échap)</translation>
    </message>
    <message>
        <source>Mistakes first</source>
        <translation>Les erreurs d’abord</translation>
    </message>
    <message>
        <source>Mistakes first: the wrong ones, most confident first, then the right ones that were most in doubt</source>
        <translation>Les erreurs d’abord, de la confiance la plus forte à la plus faible, puis les réponses justes les plus douteuses</translation>
    </message>
    <message>
        <source>Nothing was taken for this class: there is no share to give.</source>
        <translation>Aucun exemple n’a été prédit dans cette classe : il n’y a pas de part à donner.</translation>
    </message>
    <message>
        <source>Numbers in the cells</source>
        <translation>Nombres dans les cases</translation>
    </message>
    <message>
        <source>Of the samples of the class, the share that were recognised</source>
        <translation>Parmi les exemples de la classe, la part de ceux qui ont été reconnus</translation>
    </message>
    <message>
        <source>Of the samples taken for the class, the share that are of it</source>
        <translation>Parmi les exemples prédits dans la classe, la part de ceux qui en sont</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each class, not the samples</source>
        <translation>Précision, rappel et F1 de chaque classe, au lieu des exemples</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Sample {0}</source>
        <translation>Échantillon {0}</translation>
    </message>
    <message>
        <source>Samples in each cell, or their share of all samples of their class (the row)</source>
        <translation>Les exemples de chaque case, ou leur part de tous les exemples de leur classe (la ligne)</translation>
    </message>
    <message>
        <source>Samples of the class</source>
        <translation>Exemples de la classe</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>Les plus sûrs d’abord</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Classe prédite</translation>
    </message>
    <message>
        <source>There is no sample of this class: there is no share to give.</source>
        <translation>Il n’y a pas d’exemple de cette classe : il n’y a pas de part à donner.</translation>
    </message>
    <message>
        <source>This class has no sample, and nothing was taken for it.</source>
        <translation>Cette classe n’a pas d’exemple, et aucun n’y a été prédit.</translation>
    </message>
</context>
<context>
    <name>ConfusionPlot</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>class</source>
        <translation>classe réelle</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>classe prédite</translation>
    </message>
    <message>
        <source>{count} of {samples} of class {name} taken for {other} ({share})</source>
        <translation>{count} sur {samples} de la classe {name} prédits {other} ({share})</translation>
    </message>
    <message>
        <source>{samples} of class {name}: {right} rightly, {wrong} wrongly recognised</source>
        <translation>{samples} de la classe {name}, reconnus : {right}, erreurs : {wrong}</translation>
    </message>
    <message>
        <source>{taken} taken for {name}: {right} rightly, {wrong} wrongly</source>
        <translation>{taken} prédits {name} : {right} à raison, {wrong} à tort</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Best: epoch {0}, {1}</source>
        <translation>Meilleure : époque {0}, {1}</translation>
    </message>
    <message>
        <source>batch {0} of {1}, loss {2}</source>
        <translation>batch {0} sur {1}, perte {2}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>arrêté tôt</translation>
    </message>
    <message>
        <source>weights of seed {0}</source>
        <translation>poids de la graine {0}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>encore {0}</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>First say what you expect: the lesson asks for it.</source>
        <translation>Dites d’abord ce que vous attendez : la leçon le demande.</translation>
    </message>
    <message>
        <source>This lesson does without training. “Show all” takes its locks away.</source>
        <translation>Cette leçon se passe d’entraînement. « Tout afficher » lève ses verrous.</translation>
    </message>
</context>
<context>
    <name>CurveBar</name>
    <message>
        <source>Copy or save</source>
        <translation>Copier ou enregistrer</translation>
    </message>
    <message>
        <source>Copy or save the curves</source>
        <translation>Copier ou enregistrer les courbes</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Axe logarithmique</translation>
    </message>
    <message>
        <source>Logarithmic axis: equal factors become equal distances (L)
Values of zero and less have no place on it.</source>
        <translation>Axe logarithmique : à facteurs égaux, distances égales (L)
Les valeurs nulles ou négatives n’y ont pas de place.</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Lissage</translation>
    </message>
    <message>
        <source>Smoothing {weight}: a moving average of the train curves.
What was logged stays faint; test curves are never smoothed.</source>
        <translation>Lissage {weight} : une moyenne glissante des courbes d’entraînement.
Ce qui a été mesuré reste en pâle ; les courbes de test ne sont jamais lissées.</translation>
    </message>
</context>
<context>
    <name>CurveOverlay</name>
    <message>
        <source>{0}: test</source>
        <translation>{0} : test</translation>
    </message>
    <message>
        <source>{0}: train</source>
        <translation>{0} : entr.</translation>
    </message>
    <message>
        <source>{0}: validation</source>
        <translation>{0} : valid.</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Press play, and the curves will grow here.</source>
        <translation>Appuyez sur Lecture : les courbes grandiront ici.</translation>
    </message>
    <message>
        <source>Show everything and follow the curves again (F)</source>
        <translation>Tout montrer et suivre de nouveau les courbes (F)</translation>
    </message>
    <message>
        <source>at {step}</source>
        <translation>à {step}</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Accuracy (%)</source>
        <translation>Exactitude (%)</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>In the report, after {epochs} epochs: {what}</source>
        <translation>Dans le rapport, après {epochs} époques : {what}</translation>
    </message>
    <message>
        <source>In the report: {what}</source>
        <translation>Dans le rapport : {what}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Press play, and the curves will grow here.</source>
        <translation>Appuyez sur Lecture : les courbes grandiront ici.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entr.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Valid.</translation>
    </message>
</context>
<context>
    <name>DataNotice</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Downloading {0}: {1} of {2} MB</source>
        <translation>Téléchargement de {0} : {1} sur {2} Mo</translation>
    </message>
    <message>
        <source>Look at the data…</source>
        <translation>Regarder les données…</translation>
    </message>
    <message>
        <source>Reading “{name}”: {done} MB</source>
        <translation>Lecture de « {name} » : {done} Mo</translation>
    </message>
    <message>
        <source>Reading “{name}”: {done} of {total} MB</source>
        <translation>Lecture de « {name} » : {done} Mo sur {total}</translation>
    </message>
    <message>
        <source>Reading “{name}”: {done} of {total} pictures</source>
        <translation>Lecture de « {name} » : {done} images sur {total}</translation>
    </message>
    <message>
        <source>Reading “{name}”…</source>
        <translation>Lecture de « {name} »…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>DataWindow</name>
    <message>
        <source>Change the kind of “{0}”</source>
        <translation>Changer le type de « {0} »</translation>
    </message>
    <message>
        <source>Data – diynn</source>
        <translation>Données – diynn</translation>
    </message>
    <message>
        <source>Divide the rows by “{0}”</source>
        <translation>Répartir les lignes selon « {0} »</translation>
    </message>
    <message>
        <source>Fit the network to the data</source>
        <translation>Adapter le réseau aux données</translation>
    </message>
    <message>
        <source>Fitted to the data: {changes}.</source>
        <translation>Adapté aux données : {changes}.</translation>
    </message>
    <message>
        <source>Go to what is done with empty cells and scales, and to the test part</source>
        <translation>Aller à ce qui est fait des cellules vides et des échelles, et à la partie de test</translation>
    </message>
    <message>
        <source>Ignore “{0}”</source>
        <translation>Ignorer « {0} »</translation>
    </message>
    <message numerus="yes">
        <source>Left out: the class(es) {0}.</source>
        <translation>
            <numerusform>Laissée de côté : la classe {0}.</numerusform>
            <numerusform>Laissées de côté : les classes {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Preparation…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>Read: columns parted by {0}</source>
        <translation>Lu : colonnes séparées par {0}</translation>
    </message>
    <message>
        <source>Read: sheet “{0}”</source>
        <translation>Lu : feuille « {0} »</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Take them in again</source>
        <translation>Les reprendre</translation>
    </message>
    <message>
        <source>Test sample {0}</source>
        <translation>Échantillon de test {0}</translation>
    </message>
    <message>
        <source>Test samples that are training samples, too, are left out.</source>
        <translation>Les échantillons de test qui sont aussi d’entraînement sont laissés de côté.</translation>
    </message>
    <message>
        <source>The data is being read…</source>
        <translation>Les données sont en cours de lecture…</translation>
    </message>
    <message>
        <source>There is no data to show: the first row of the network chooses some.</source>
        <translation>Il n’y a pas de données à montrer : la première ligne du réseau en choisit.</translation>
    </message>
    <message>
        <source>This row is in neither part.</source>
        <translation>Cette ligne n’est dans aucune des deux parties.</translation>
    </message>
    <message>
        <source>Training sample {0}</source>
        <translation>Échantillon d’entraînement {0}</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>des barres</translation>
    </message>
    <message>
        <source>class</source>
        <translation>classe</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>des virgules</translation>
    </message>
    <message>
        <source>decimal comma</source>
        <translation>virgule décimale</translation>
    </message>
    <message>
        <source>decimal point</source>
        <translation>point décimal</translation>
    </message>
    <message>
        <source>is being read…</source>
        <translation>lecture en cours…</translation>
    </message>
    <message>
        <source>letters {0}</source>
        <translation>codage {0}</translation>
    </message>
    <message>
        <source>names in the first row</source>
        <translation>noms dans la première ligne</translation>
    </message>
    <message>
        <source>no row of names</source>
        <translation>pas de ligne de noms</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>des points-virgules</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>des espaces</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>des tabulations</translation>
    </message>
    <message>
        <source>the tabs of the main window show it</source>
        <translation>les onglets de la fenêtre principale le montrent</translation>
    </message>
    <message numerus="yes">
        <source>{0} class(es)</source>
        <translation>
            <numerusform>{0} classe</numerusform>
            <numerusform>{0} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} line(s) before the table</source>
        <translation>
            <numerusform>{0} ligne avant le tableau</numerusform>
            <numerusform>{0} lignes avant le tableau</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} row(s)</source>
        <translation>
            <numerusform>{0} ligne</numerusform>
            <numerusform>{0} lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>{train} to train, {test} to test</source>
        <translation>{train} pour l’entraînement, {test} pour le test</translation>
    </message>
    <message>
        <source>“{0}” is an input</source>
        <translation>« {0} » est une entrée</translation>
    </message>
    <message>
        <source>“{0}” is the target</source>
        <translation>« {0} » est la cible</translation>
    </message>
</context>
<context>
    <name>DenoisingMap</name>
    <message>
        <source>3 × 3 mean</source>
        <translation>moyenne 3 × 3</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Toutes les images</translation>
    </message>
    <message>
        <source>Measure the map on all images of the part, not only on some of them</source>
        <translation>Mesurer la carte sur toutes les images de la partie, et non sur quelques-unes</translation>
    </message>
    <message numerus="yes">
        <source>PSNR in dB on {0} image(s); click a cell to see it</source>
        <translation>
            <numerusform>PSNR en dB sur {0} image ; cliquez une case pour la voir</numerusform>
            <numerusform>PSNR en dB sur {0} images ; cliquez une case pour la voir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PSNR in dB on {0} image(s); measured again at rest</source>
        <translation>
            <numerusform>PSNR en dB sur {0} image ; remesuré au repos</numerusform>
            <numerusform>PSNR en dB sur {0} images ; remesuré au repos</numerusform>
        </translation>
    </message>
    <message>
        <source>PSNR of each run at each strength, measured when the training rests</source>
        <translation>PSNR de chaque exécution à chaque force, mesuré quand l’entraînement est au repos</translation>
    </message>
    <message>
        <source>doing nothing</source>
        <translation>ne rien faire</translation>
    </message>
    <message>
        <source>test {0}</source>
        <translation>test {0}</translation>
    </message>
    <message>
        <source>trained σ</source>
        <translation>σ d’entr.</translation>
    </message>
</context>
<context>
    <name>DenoisingPage</name>
    <message>
        <source>Images that were kept from the training, or those it learns</source>
        <translation>Les images tenues à l’écart de l’entraînement, ou celles qu’il apprend</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>D’autres</translation>
    </message>
    <message>
        <source>Take other images, one of each class where there are some</source>
        <translation>Prendre d’autres images, une de chaque classe là où il y en a</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Images de test</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Images d’entraînement</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>Quelles images</translation>
    </message>
</context>
<context>
    <name>DenoisingTab</name>
    <message>
        <source>3 × 3 mean</source>
        <translation>moyenne 3 × 3</translation>
    </message>
    <message>
        <source>3 × 3 mean filter</source>
        <translation>Moyenne 3 × 3</translation>
    </message>
    <message>
        <source>Doing nothing</source>
        <translation>Ne rien faire</translation>
    </message>
    <message>
        <source>Here images get noise, and a network removes it. That takes an auto-encoder, which gives its input back: choose one among the templates, or set the goal in the first row of the network to “input”.</source>
        <translation>Ici, des images reçoivent du bruit et un réseau l’enlève. Il faut un auto-encodeur, qui rend son entrée : choisissez-en un parmi les modèles, ou mettez la sortie attendue de la première ligne du réseau à « entrée ».</translation>
    </message>
    <message>
        <source>Here images get noise, and a network removes it. These samples are not images: choose Digits, USPS, MNIST or a folder of images in the first row of the network.</source>
        <translation>Ici, des images reçoivent du bruit et un réseau l’enlève. Ces exemples ne sont pas des images : choisissez Chiffres, USPS, MNIST ou un dossier d’images à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>New run with noise</source>
        <translation>Nouvelle exécution avec bruit</translation>
    </message>
    <message>
        <source>PSNR in dB below each; the best is bold</source>
        <translation>PSNR en dB sous chacune ; la meilleure en gras</translation>
    </message>
    <message>
        <source>PSNR in dB; nothing is clipped for the network</source>
        <translation>PSNR en dB ; rien n’est écrêté pour le réseau</translation>
    </message>
    <message numerus="yes">
        <source>all {0}</source>
        <translation>
            <numerusform>la seule</numerusform>
            <numerusform>toutes ({0})</numerusform>
        </translation>
    </message>
    <message>
        <source>noisy</source>
        <translation>bruité</translation>
    </message>
    <message>
        <source>original</source>
        <translation>original</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>restauré</translation>
    </message>
    <message numerus="yes">
        <source>these {0}</source>
        <translation>
            <numerusform>celle-ci</numerusform>
            <numerusform>ces {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DesignModel</name>
    <message>
        <source>Change the data</source>
        <translation>Changer les données</translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation>Changer {setting}</translation>
    </message>
    <message>
        <source>Change {setting} of {layer}</source>
        <translation>Changer {setting} de {layer}</translation>
    </message>
    <message>
        <source>Choose the loss {loss}</source>
        <translation>Choisir la perte {loss}</translation>
    </message>
    <message>
        <source>Choose the optimizer {optimizer}</source>
        <translation>Choisir l’optimiseur {optimizer}</translation>
    </message>
    <message>
        <source>Choose the schedule {schedule}</source>
        <translation>Choisir la planification {schedule}</translation>
    </message>
    <message>
        <source>Duplicate {layer}</source>
        <translation>Dupliquer {layer}</translation>
    </message>
    <message>
        <source>Insert {layer}</source>
        <translation>Insérer {layer}</translation>
    </message>
    <message>
        <source>Move {layer}</source>
        <translation>Déplacer {layer}</translation>
    </message>
    <message>
        <source>Paste {layer}</source>
        <translation>Coller {layer}</translation>
    </message>
    <message>
        <source>Remove {layer}</source>
        <translation>Retirer {layer}</translation>
    </message>
    <message>
        <source>Row {row}: {layer}</source>
        <translation>Ligne {row} : {layer}</translation>
    </message>
</context>
<context>
    <name>DesignPanel</name>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>Augmentation</source>
        <translation>Augmentation</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Row {0}</source>
        <translation>Ligne {0}</translation>
    </message>
    <message>
        <source>Row {0} of {1}</source>
        <translation>Ligne {0} de {1}</translation>
    </message>
    <message>
        <source>Row {0}, {1}</source>
        <translation>Ligne {0}, {1}</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Planification du taux</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Réglage</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>What differs between the designs</source>
        <translation>Ce qui diffère entre les architectures</translation>
    </message>
</context>
<context>
    <name>DisagreementPage</name>
    <message>
        <source>Choose two different runs to compare.</source>
        <translation>Choisissez deux exécutions différentes à comparer.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>Première exécution</translation>
    </message>
    <message>
        <source>Here stand the samples on which two runs disagree. Train another network on the same data, and tick the earlier one in the list of runs.</source>
        <translation>Ici se trouvent les exemples sur lesquels deux exécutions sont en désaccord. Entraînez un autre réseau sur les mêmes données, et cochez le précédent dans la liste des exécutions.</translation>
    </message>
    <message>
        <source>Neither is right</source>
        <translation>Aucune n’a raison</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>Deuxième exécution</translation>
    </message>
    <message>
        <source>The first is right</source>
        <translation>La première a raison</translation>
    </message>
    <message>
        <source>The second is right</source>
        <translation>La deuxième a raison</translation>
    </message>
    <message>
        <source>There is no such sample.</source>
        <translation>Il n’y a aucun exemple de ce genre.</translation>
    </message>
    <message>
        <source>Which disagreements</source>
        <translation>Quels désaccords</translation>
    </message>
    <message>
        <source>Who is right: all</source>
        <translation>Qui a raison : tous</translation>
    </message>
    <message>
        <source>and</source>
        <translation>et</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>&amp;Do not save</source>
        <translation>&amp;Ne pas enregistrer</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>&amp;Remplacer</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Network with weights (*.diynn)</source>
        <translation>Réseau avec ses poids (*.diynn)</translation>
    </message>
    <message>
        <source>Networks and recipes (*.diynn *.json)</source>
        <translation>Réseaux et recettes (*.diynn *.json)</translation>
    </message>
    <message>
        <source>Not used: {names}.</source>
        <translation>Non utilisés : {names}.</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>Modèles ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>On disk: epoch {there}, written on {time}. Here: epoch {here}.</source>
        <translation>Sur le disque : époque {there}, enregistré le {time}. Ici : époque {here}.</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>Ouvrir un réseau</translation>
    </message>
    <message>
        <source>Opening “{file}”…</source>
        <translation>Ouverture de « {file} »…</translation>
    </message>
    <message>
        <source>Recipe, without weights (*.json)</source>
        <translation>Recette, sans poids (*.json)</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Remplacer le fichier ?</translation>
    </message>
    <message>
        <source>Save the changes to “{0}”?</source>
        <translation>Enregistrer les modifications de « {0} » ?</translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation>Enregistrer le réseau</translation>
    </message>
    <message>
        <source>Save under &amp;another name…</source>
        <translation>Enregistrer sous un &amp;autre nom…</translation>
    </message>
    <message>
        <source>Saving “{file}”…</source>
        <translation>Enregistrement de « {file} »…</translation>
    </message>
    <message>
        <source>The recipe is saved, but a recipe holds no weights: they would be lost.</source>
        <translation>La recette est enregistrée, mais une recette ne contient pas de poids : ils seraient perdus.</translation>
    </message>
    <message>
        <source>Unsaved network</source>
        <translation>Réseau non enregistré</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Sans titre</translation>
    </message>
    <message>
        <source>Weights of PyTorch for these layers (*.safetensors)</source>
        <translation>Poids de PyTorch pour ces couches (*.safetensors)</translation>
    </message>
    <message>
        <source>What is not saved is lost.</source>
        <translation>Sinon, vos modifications seront perdues.</translation>
    </message>
    <message numerus="yes">
        <source>{count} array(s) of weights come from “{file}”.</source>
        <translation>
            <numerusform>{count} tableau de poids vient de « {file} ».</numerusform>
            <numerusform>{count} tableaux de poids viennent de « {file} ».</numerusform>
        </translation>
    </message>
    <message>
        <source>“{file}” has changed on disk since it was opened here.</source>
        <translation>«  {file}  » a changé sur le disque depuis son ouverture ici.</translation>
    </message>
    <message>
        <source>“{file}” holds more training than there is here.</source>
        <translation>«  {file}  » contient plus d’apprentissage qu’il n’y en a ici.</translation>
    </message>
    <message>
        <source>“{file}” is read; its answers differ by at most {difference}.</source>
        <translation>« {file} » est lu ; ses réponses diffèrent d’au plus {difference}.</translation>
    </message>
</context>
<context>
    <name>DrawingPad</name>
    <message>
        <source>Draw here</source>
        <translation>Dessinez ici</translation>
    </message>
    <message>
        <source>Draw with the mouse. By keys: the arrows move the pen, Enter puts it down or lifts it.</source>
        <translation>Dessinez à la souris. Au clavier : les flèches déplacent le crayon, Entrée le pose ou le lève.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>Nothing drawn</source>
        <translation>Rien n’est dessiné</translation>
    </message>
    <message numerus="yes">
        <source>{count} stroke(s)</source>
        <translation>
            <numerusform>{count} trait</numerusform>
            <numerusform>{count} traits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawingPage</name>
    <message>
        <source>A drawing is an image, and these samples are not. Choose Digits, USPS, MNIST or a folder of images in the first row of the network.</source>
        <translation>Un dessin est une image, et ces exemples n’en sont pas. Choisissez Chiffres, USPS, MNIST ou un dossier d’images à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>Answer {0}</source>
        <translation>Réponse {0}</translation>
    </message>
    <message>
        <source>Begin with an empty sheet (Del); it can be undone</source>
        <translation>Commencer sur une feuille vide (Suppr) ; cela peut s’annuler</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer tout</translation>
    </message>
    <message>
        <source>Draw on the sheet: here stands the drawing as the network sees it, centred and scaled as the data was.</source>
        <translation>Dessinez sur la feuille : ici apparaîtra le dessin tel que le réseau le voit, centré et mis à l’échelle comme les données.</translation>
    </message>
    <message>
        <source>Draw with the left button</source>
        <translation>Dessiner avec le bouton gauche</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Gomme</translation>
    </message>
    <message>
        <source>Here stands how sure the network is of each class.</source>
        <translation>Ici s’affiche la confiance du réseau en chaque classe.</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>Crayon</translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z on the sheet)</source>
        <translation>Reprendre le dernier trait (Ctrl+Z sur la feuille)</translation>
    </message>
    <message>
        <source>Take ink away; the right button always does</source>
        <translation>Enlever de l’encre ; le bouton droit le fait toujours</translation>
    </message>
    <message>
        <source>The drawing as the network sees it</source>
        <translation>Le dessin tel que le réseau le voit</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Épaisseur</translation>
    </message>
    <message>
        <source>Width of pen and eraser, in hundredths of the sheet</source>
        <translation>Épaisseur du crayon et de la gomme, en centièmes de la feuille</translation>
    </message>
    <message>
        <source>Width of the pen</source>
        <translation>Épaisseur du crayon</translation>
    </message>
    <message>
        <source>as the network sees it</source>
        <translation>tel que le réseau le voit</translation>
    </message>
    <message>
        <source>drawn again</source>
        <translation>redessiné</translation>
    </message>
    <message>
        <source>{0}, MSE {1}</source>
        <translation>{0}, MSE {1}</translation>
    </message>
    <message>
        <source>{0}, {1} sure</source>
        <translation>{0}, confiance {1}</translation>
    </message>
</context>
<context>
    <name>DrawnNetwork</name>
    <message>
        <source>Bias of {target}</source>
        <translation>Biais de {target}</translation>
    </message>
    <message>
        <source>Click: its calculation.</source>
        <translation>Clic : son calcul.</translation>
    </message>
    <message>
        <source>Click: its calculation. Drag up or down, or F2: another value.</source>
        <translation>Clic : son calcul. Glisser vers le haut ou le bas, ou F2 : une autre valeur.</translation>
    </message>
    <message>
        <source>From {source} to {target}</source>
        <translation>De {source} à {target}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Output [{place}] of {row}</source>
        <translation>Sortie [{place}] de la ligne {row}</translation>
    </message>
    <message>
        <source>Weight from {source} to {target}</source>
        <translation>Poids de {source} vers {target}</translation>
    </message>
    <message>
        <source>Weights of {row}</source>
        <translation>Poids de la ligne {row}</translation>
    </message>
    <message>
        <source>input {name}</source>
        <translation>l’entrée {name}</translation>
    </message>
    <message>
        <source>unit {number} of row {row}, {layers}</source>
        <translation>l’unité {number} de la ligne {row}, {layers}</translation>
    </message>
    <message>
        <source>{name}: from {low} to {high}</source>
        <translation>{name} : de {low} à {high}</translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation>… {count} de plus</translation>
    </message>
</context>
<context>
    <name>EarlyStop</name>
    <message>
        <source>Put the best weights so far into the network.</source>
        <translation>Met dans le réseau les meilleurs poids jusqu’ici.</translation>
    </message>
    <message>
        <source>Stopped in epoch {epoch}: nothing got better on {part} since epoch {best}, whose weights are in the network now. Undo brings the last ones back; play goes on.</source>
        <translation>Arrêt à l’époque {epoch} : rien ne s’est amélioré sur {part} depuis l’époque {best}, dont les poids sont maintenant dans le réseau. Annuler remet les derniers ; Lecture continue.</translation>
    </message>
    <message>
        <source>They are a choice made on the test part, so the test figures flatter them: for an honest one, hold a share of the training part back for validation.</source>
        <translation>Ils ont été choisis sur la partie de test, dont les résultats sont donc optimistes : pour un choix honnête, mettez de côté une part de l’entraînement pour la validation.</translation>
    </message>
    <message>
        <source>They were the best on {part}.</source>
        <translation>Ils étaient les meilleurs sur {part}.</translation>
    </message>
    <message>
        <source>the test part</source>
        <translation>la partie de test</translation>
    </message>
    <message>
        <source>the training part</source>
        <translation>la partie d’entraînement</translation>
    </message>
    <message>
        <source>the validation part</source>
        <translation>la partie de validation</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>Curve {name}</source>
        <translation>Courbe {name}</translation>
    </message>
    <message>
        <source>Hide or show this curve</source>
        <translation>Masquer ou montrer cette courbe</translation>
    </message>
</context>
<context>
    <name>ErrorHistogram</name>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Histogram of errors</source>
        <translation>Histogramme des erreurs</translation>
    </message>
    <message numerus="yes">
        <source>{0} image(s)</source>
        <translation>
            <numerusform>{0} image</numerusform>
            <numerusform>{0} images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorHook</name>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copier les détails</translation>
    </message>
    <message>
        <source>Put the details on the clipboard, to send them to us</source>
        <translation>Mettre les détails dans le presse-papiers, pour nous les envoyer</translation>
    </message>
    <message>
        <source>Save your work, and send us the details if it happens again.</source>
        <translation>Enregistrez votre travail, et envoyez-nous les détails si cela se reproduit.</translation>
    </message>
    <message>
        <source>Something unforeseen happened</source>
        <translation>Un imprévu est survenu</translation>
    </message>
    <message>
        <source>diynn met an error that it did not expect. Your network is still here.</source>
        <translation>diynn a rencontré une erreur inattendue. Votre réseau est toujours là.</translation>
    </message>
</context>
<context>
    <name>ExperimentData</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Downloading: {done} of {total} MB</source>
        <translation>Téléchargement : {done} sur {total} Mo</translation>
    </message>
</context>
<context>
    <name>ExperimentDetails</name>
    <message>
        <source>Choose an experiment to see what came of it.</source>
        <translation>Choisissez une expérience pour voir ce qu’elle a donné.</translation>
    </message>
    <message>
        <source>Curve or picture</source>
        <translation>Courbe ou image</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>It is being trained. What comes of it will stand here.</source>
        <translation>Elle est en cours d’entraînement. Son résultat apparaîtra ici.</translation>
    </message>
    <message>
        <source>It was not run yet. Press Run to train its networks and compare.</source>
        <translation>Elle n’a pas encore été lancée. Appuyez sur Lancer pour entraîner ses réseaux et comparer.</translation>
    </message>
    <message>
        <source>Mean over the seeds ± standard deviation</source>
        <translation>Moyenne sur les graines ± écart-type</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>There is no picture of this experiment.</source>
        <translation>Cette expérience n’a pas d’image.</translation>
    </message>
    <message>
        <source>Which curve or picture to show</source>
        <translation>Quelle courbe ou quelle image montrer</translation>
    </message>
</context>
<context>
    <name>ExperimentPictures</name>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>{run}, test</source>
        <translation>{run}, test</translation>
    </message>
    <message>
        <source>{run}, training</source>
        <translation>{run}, entraînement</translation>
    </message>
</context>
<context>
    <name>ExperimentsLayout</name>
    <message>
        <source>Change…</source>
        <translation>Changer…</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Expériences</translation>
    </message>
    <message>
        <source>Keep runs and results in another folder</source>
        <translation>Garder les exécutions et les résultats dans un autre dossier</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open a trained network of the experiment in the main window</source>
        <translation>Ouvrir dans la fenêtre principale un réseau entraîné de l’expérience</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Ouvrir la page</translation>
    </message>
    <message>
        <source>Progress of the experiments</source>
        <translation>Avancement des expériences</translation>
    </message>
    <message>
        <source>Results in</source>
        <translation>Résultats dans</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>Tout lancer</translation>
    </message>
    <message>
        <source>Run every experiment that has no result yet</source>
        <translation>Lancer toutes les expériences qui n’ont pas encore de résultat</translation>
    </message>
    <message>
        <source>Run the chosen experiments; what is trained is used again</source>
        <translation>Lancer les expériences choisies ; ce qui est déjà entraîné est réutilisé</translation>
    </message>
    <message>
        <source>Show all results in the browser, as one page</source>
        <translation>Montrer tous les résultats dans le navigateur, en une page</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop and keep what was trained; Run goes on from there</source>
        <translation>Arrêter en gardant ce qui a été entraîné ; Lancer reprendra de là</translation>
    </message>
    <message>
        <source>The chosen experiment</source>
        <translation>L’expérience choisie</translation>
    </message>
    <message>
        <source>The report’s experiments – diynn</source>
        <translation>Les expériences du rapport – diynn</translation>
    </message>
</context>
<context>
    <name>ExperimentsModel</name>
    <message>
        <source>Experiment</source>
        <translation>Expérience</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N°</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Le rapport</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>about {count} min</source>
        <translation>environ {count} min</translation>
    </message>
    <message>
        <source>about {count} s</source>
        <translation>environ {count} s</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>needs {data}</source>
        <translation>il faut {data}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
</context>
<context>
    <name>ExperimentsWindow</name>
    <message>
        <source>Folder for runs and results</source>
        <translation>Dossier des exécutions et des résultats</translation>
    </message>
    <message>
        <source>Nothing is trained yet: run the experiment first</source>
        <translation>Rien n’est encore entraîné : lancez d’abord l’expérience</translation>
    </message>
    <message>
        <source>Something unforeseen happened: {reason}</source>
        <translation>Un imprévu est survenu : {reason}</translation>
    </message>
    <message>
        <source>Stopping: what was trained is being kept…</source>
        <translation>Arrêt en cours : ce qui a été entraîné est gardé…</translation>
    </message>
    <message>
        <source>The page is written, but no browser could be opened: {path}</source>
        <translation>La page est écrite, mais aucun navigateur n’a pu être ouvert : {path}</translation>
    </message>
    <message>
        <source>Writing the page…</source>
        <translation>Écriture de la page…</translation>
    </message>
    <message numerus="yes">
        <source>{done} of {all} have a result</source>
        <translation>
            <numerusform>{done} sur {all} a un résultat</numerusform>
            <numerusform>{done} sur {all} ont un résultat</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>CSV table</source>
        <translation>Tableau CSV</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Copier les nombres</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copier l’image</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>Image PNG</translation>
    </message>
    <message>
        <source>Pictures in the colours of the window</source>
        <translation>Images aux couleurs de la fenêtre</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>Dessin SVG</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Enregistrer en PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Enregistrer en SVG…</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>&amp;First weights</source>
        <translation>&amp;Premiers poids</translation>
    </message>
    <message>
        <source>&amp;Jupyter notebook…</source>
        <translation>Notebook &amp;Jupyter…</translation>
    </message>
    <message>
        <source>&amp;ONNX…</source>
        <translation>&amp;ONNX…</translation>
    </message>
    <message>
        <source>&amp;Trained weights</source>
        <translation>Poids &amp;entraînés</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Export the network</source>
        <translation>Exporter le réseau</translation>
    </message>
    <message>
        <source>From the first weights it repeats the training. With the trained ones it answers at once, and trains no further.</source>
        <translation>Des premiers poids, il refait l’entraînement. Avec les poids entraînés, il répond aussitôt et ne s’entraîne plus.</translation>
    </message>
    <message>
        <source>Jupyter notebook (*.ipynb)</source>
        <translation>Notebook Jupyter (*.ipynb)</translation>
    </message>
    <message>
        <source>ONNX &amp;with the preparation of the data…</source>
        <translation>ONNX &amp;avec la préparation des données…</translation>
    </message>
    <message>
        <source>ONNX model (*.onnx)</source>
        <translation>Modèle ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>Python (&amp;NumPy, nothing else)…</source>
        <translation>Python (&amp;NumPy, rien d’autre)…</translation>
    </message>
    <message>
        <source>Python (&amp;PyTorch)…</source>
        <translation>Python (&amp;PyTorch)…</translation>
    </message>
    <message>
        <source>Python script (*.py)</source>
        <translation>Script Python (*.py)</translation>
    </message>
    <message>
        <source>Saving “{file}”…</source>
        <translation>Enregistrement de « {file} »…</translation>
    </message>
    <message>
        <source>Which weights does the script begin with?</source>
        <translation>De quels poids le script part-il ?</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>A copy of this network is trained with a wrong gradient, as a run of its own beside the right one.</source>
        <translation>Une copie de ce réseau est entraînée avec un gradient faux, comme une exécution à part à côté de la juste.</translation>
    </message>
    <message>
        <source>A hidden one</source>
        <translation>Une faute cachée</translation>
    </message>
    <message>
        <source>Break it</source>
        <translation>Fausser</translation>
    </message>
    <message>
        <source>Break the gradient</source>
        <translation>Fausser le gradient</translation>
    </message>
    <message>
        <source>Name the fault</source>
        <translation>Nommer la faute</translation>
    </message>
    <message>
        <source>One of these is put in without a word. Find it by what the training does, or by a check of the gradients.</source>
        <translation>L’une d’elles est mise sans rien dire. Trouvez-la à ce que fait l’entraînement, ou en vérifiant les gradients.</translation>
    </message>
    <message>
        <source>That is it</source>
        <translation>C’est elle</translation>
    </message>
    <message>
        <source>What is wrong with the gradients of this network?</source>
        <translation>Qu’est-ce qui est faux dans les gradients de ce réseau ?</translation>
    </message>
    <message>
        <source>{fault} in row {row}</source>
        <translation>{fault}, ligne {row}</translation>
    </message>
    <message>
        <source>{fault} · row {row}, {layer}</source>
        <translation>{fault} · ligne {row}, {layer}</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>{name}: {told}</source>
        <translation>{name} : {told}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>A file…</source>
        <translation>Un fichier…</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>Un dossier d’images…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods *.npz *.npy *ubyte* *.gz *.bz2 *.xz *.zip)</source>
        <translation>Données (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods *.npz *.npy *ubyte* *.gz *.bz2 *.xz *.zip)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz *.npy)</source>
        <translation>Tableaux NumPy (*.npz *.npy)</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods)</source>
        <translation>Tableaux (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods)</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a file or a folder</source>
        <translation>Choisir un fichier ou un dossier</translation>
    </message>
    <message>
        <source>no file chosen</source>
        <translation>aucun fichier choisi</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>GIF animé (*.gif)</translation>
    </message>
    <message>
        <source>Animated WebP (*.webp)</source>
        <translation>WebP animé (*.webp)</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Folder of PNG pictures (*)</source>
        <translation>Dossier d’images PNG (*)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>Progress of the film</source>
        <translation>Progression du film</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>Enregistrer le film</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Onglet</translation>
    </message>
    <message>
        <source>The film is being written…</source>
        <translation>Écriture du film…</translation>
    </message>
    <message>
        <source>There is not enough memory for this film.</source>
        <translation>Il n’y a pas assez de mémoire pour ce film.</translation>
    </message>
    <message>
        <source>Which tab draws the pictures</source>
        <translation>Quel onglet dessine les images</translation>
    </message>
    <message>
        <source>film</source>
        <translation>film</translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s), {seconds} s.</source>
        <translation>
            <numerusform>{count} image, {seconds} s.</numerusform>
            <numerusform>{count} images, {seconds} s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s).</source>
        <translation>
            <numerusform>{count} image.</numerusform>
            <numerusform>{count} images.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} pictures are drawn.</source>
        <translation>Images dessinées : {done} sur {total}.</translation>
    </message>
</context>
<context>
    <name>FirstTour</name>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>&amp;Visite de la fenêtre</translation>
    </message>
</context>
<context>
    <name>FoldPanel</name>
    <message>
        <source>Close this panel</source>
        <translation>Fermer ce panneau</translation>
    </message>
</context>
<context>
    <name>FoldWindow</name>
    <message>
        <source>A row a fold will stand here, and below them the mean and its spread.</source>
        <translation>Une ligne par pli se placera ici, puis leur moyenne et leur dispersion.</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Copier ou enregistrer</translation>
    </message>
    <message>
        <source>Copy or save the table as CSV, or the curves as a picture</source>
        <translation>Copier ou enregistrer le tableau en CSV, ou les courbes en image</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>Validation croisée</translation>
    </message>
    <message>
        <source>Cross-validation – diynn</source>
        <translation>Validation croisée – diynn</translation>
    </message>
    <message>
        <source>Curves of</source>
        <translation>Courbes de</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Figures of the folds</source>
        <translation>Résultats des plis</translation>
    </message>
    <message>
        <source>Fold {number}</source>
        <translation>Pli {number}</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Press Start: a curve will grow here for each fold, and its figures will stand below.</source>
        <translation>Appuyez sur Démarrer : une courbe par pli grandira ici, et ses résultats se placeront dessous.</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Écart-type</translation>
    </message>
    <message>
        <source>Stopped before the first fold was done.</source>
        <translation>Arrêté avant la fin du premier pli.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: {folds} of {all} folds are done. Start goes on with the others.</source>
        <translation>
            <numerusform>Arrêté : {folds} pli sur {all} est terminé. Démarrer continue avec les autres.</numerusform>
            <numerusform>Arrêté : {folds} plis sur {all} sont terminés. Démarrer continue avec les autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>The design has changed since: press Start for its own figures.</source>
        <translation>L’architecture a changé depuis : appuyez sur Démarrer pour avoir ses propres résultats.</translation>
    </message>
    <message>
        <source>The training samples are cut into folds; each is left out once, a network learns from the others and is measured on the one left out. The mean tells how well the design does on samples it has not seen, the spread how far chance moves it; the test part stays unseen.</source>
        <translation>Les exemples d’entraînement sont coupés en plis ; chacun est laissé de côté une fois, un réseau apprend sur les autres et est mesuré sur celui-là. La moyenne dit ce que vaut l’architecture sur des exemples qu’il n’a pas vus, la dispersion ce que le hasard y change ; la partie de test reste intacte.</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>Exactitude de validation</translation>
    </message>
    <message>
        <source>Validation accuracy (%)</source>
        <translation>Exactitude de validation (%)</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Perte de validation</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>Ce que montrent les courbes</translation>
    </message>
</context>
<context>
    <name>FoldWords</name>
    <message numerus="yes">
        <source>(mean ± standard deviation over {folds} fold(s)).</source>
        <translation>
            <numerusform>(moyenne ± écart-type sur {folds} pli).</numerusform>
            <numerusform>(moyenne ± écart-type sur {folds} plis).</numerusform>
        </translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Pli</translation>
    </message>
    <message>
        <source>Mean over the last epoch, on the other folds</source>
        <translation>Moyenne sur la dernière époque, sur les autres plis</translation>
    </message>
    <message>
        <source>Mean ± deviation</source>
        <translation>Moyenne ± écart</translation>
    </message>
    <message>
        <source>On samples not seen</source>
        <translation>Sur des exemples non vus</translation>
    </message>
    <message>
        <source>On the fold left out</source>
        <translation>Sur le pli laissé de côté</translation>
    </message>
    <message>
        <source>On the test part</source>
        <translation>Sur la partie de test</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>Exactitude de test</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>Perte de test</translation>
    </message>
    <message>
        <source>Train accuracy</source>
        <translation>Exactitude d’entraînement</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>Perte d’entraînement</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>Exactitude de validation</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Perte de validation</translation>
    </message>
    <message>
        <source>Which fold was left out</source>
        <translation>Quel pli a été laissé de côté</translation>
    </message>
    <message>
        <source>{where}: loss {loss}</source>
        <translation>{where} : perte {loss}</translation>
    </message>
    <message>
        <source>{where}: {accuracy} right, loss {loss}</source>
        <translation>{where} : {accuracy} justes, perte {loss}</translation>
    </message>
</context>
<context>
    <name>FoundImages</name>
    <message>
        <source>Exact: this place is a code, and this is what is drawn from it. </source>
        <translation>Exact : cet endroit est un code, et voici ce qui en est dessiné. </translation>
    </message>
    <message>
        <source>From A, a {0}, to B, a {1}.</source>
        <translation>De A, un {0}, à B, un {1}.</translation>
    </message>
    <message>
        <source>Not exact: the map has two directions, the code more numbers. This is drawn from the mean code of the {0} nearest points, which follow.</source>
        <translation>Approché : la carte a deux directions, le code davantage de nombres. Ceci est dessiné à partir du code moyen des {0} points les plus proches, qui suivent.</translation>
    </message>
    <message>
        <source>The nearest points follow.</source>
        <translation>Les points les plus proches suivent.</translation>
    </message>
    <message>
        <source>blend of pixels</source>
        <translation>mélange des pixels</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>décodé</translation>
    </message>
    <message>
        <source>through the code</source>
        <translation>à travers le code</translation>
    </message>
    <message>
        <source>{0}, {1} {2}, and the samples whose codes are nearest, with their distances. They are ringed in the map.</source>
        <translation>{0}, {1} {2}, et les exemples dont les codes sont les plus proches, avec leurs distances. Ils sont entourés sur la carte.</translation>
    </message>
</context>
<context>
    <name>FunctionPlot</name>
    <message>
        <source>Curve of {name}</source>
        <translation>Courbe de {name}</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Begin with a lesson instead, step by step</source>
        <translation>Commencer plutôt par une leçon, pas à pas</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>In the report: {what}</source>
        <translation>Dans le rapport : {what}</translation>
    </message>
    <message>
        <source>Lessons…</source>
        <translation>Leçons…</translation>
    </message>
    <message>
        <source>On the command line: diynn train {name}</source>
        <translation>En ligne de commande : diynn train {name}</translation>
    </message>
    <message>
        <source>Points in the plane</source>
        <translation>Points du plan</translation>
    </message>
    <message>
        <source>Small digits</source>
        <translation>Petits chiffres</translation>
    </message>
    <message>
        <source>Start from it</source>
        <translation>Partir de ce modèle</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>The report’s networks</source>
        <translation>Les réseaux du rapport</translation>
    </message>
</context>
<context>
    <name>GradientCheck</name>
    <message>
        <source>A gradient is wrong: the chips in the stack say where.</source>
        <translation>Un gradient est faux : les pastilles de la pile disent où.</translation>
    </message>
    <message numerus="yes">
        <source>All gradients are right: {count} array(s) checked, largest error {error}.</source>
        <translation>
            <numerusform>Tous les gradients sont justes : {count} tableau vérifié, plus grande erreur {error}.</numerusform>
            <numerusform>Tous les gradients sont justes : {count} tableaux vérifiés, plus grande erreur {error}.</numerusform>
        </translation>
    </message>
    <message>
        <source>At {kinks} of {places} places the loss has a corner, where no difference says what is right. Elsewhere the gradients are right; largest error {error}.</source>
        <translation>À {kinks} places sur {places}, la perte a un angle, où aucune différence ne dit ce qui est juste. Ailleurs les gradients sont justes ; plus grande erreur : {error}.</translation>
    </message>
    <message>
        <source>Right by itself, but what arrives from a row above is wrong.</source>
        <translation>Juste en elle-même, mais ce qui arrive d’une ligne suivante est faux.</translation>
    </message>
    <message>
        <source>Right by itself. In the stack gradient and slope are 0 everywhere: nothing reaches this row.</source>
        <translation>Juste en elle-même. Dans la pile, gradient et pente valent 0 partout : rien n’atteint cette ligne.</translation>
    </message>
    <message>
        <source>The gradient for {what} is wrong: {gradient} in place of {slope}.</source>
        <translation>Le gradient pour {what} est faux : {gradient} au lieu de {slope}.</translation>
    </message>
    <message>
        <source>The gradient for {what} is {ratio} times the right one: {gradient} in place of {slope}.</source>
        <translation>Le gradient pour {what} vaut {ratio} fois le juste : {gradient} au lieu de {slope}.</translation>
    </message>
    <message>
        <source>The gradients are right at {places} places; largest error {error}.</source>
        <translation>Les gradients sont justes à {places} places ; plus grande erreur : {error}.</translation>
    </message>
    <message>
        <source>The gradients are right, but the step is not.</source>
        <translation>Les gradients sont justes, mais le pas ne l’est pas.</translation>
    </message>
    <message>
        <source>all weights in step {number}</source>
        <translation>tous les poids au pas {number}</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>l’entrée</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>la sortie</translation>
    </message>
    <message>
        <source>the output, merged with the activation</source>
        <translation>la sortie, réunie à l’activation</translation>
    </message>
</context>
<context>
    <name>GradientWindow</name>
    <message>
        <source>(L(w + h) − L(w − h)) / 2h</source>
        <translation>(L(w + h) − L(w − h)) / 2h</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Seule</translation>
    </message>
    <message>
        <source>At the place with the largest error</source>
        <translation>À la place de la plus grande erreur</translation>
    </message>
    <message>
        <source>Back-propagation</source>
        <translation>Rétropropagation</translation>
    </message>
    <message>
        <source>Check of the gradients</source>
        <translation>Vérification des gradients</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>Each layer alone; the whole stack; two steps</source>
        <translation>Chaque couche seule ; toute la pile ; deux pas</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Gradient for</source>
        <translation>Gradient pour</translation>
    </message>
    <message>
        <source>In the stack</source>
        <translation>Dans la pile</translation>
    </message>
    <message>
        <source>Largest distance over the largest gradient</source>
        <translation>Plus grand écart divisé par le plus grand gradient</translation>
    </message>
    <message>
        <source>Largest error at {place}; {count} places were looked at.</source>
        <translation>Plus grande erreur à {place} ; {count} places ont été examinées.</translation>
    </message>
    <message>
        <source>No check was made of this network: Run, Check the gradient.</source>
        <translation>Ce réseau n’a pas été vérifié : Exécution, Vérifier le gradient.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Width h of the difference at {place}</source>
        <translation>Largeur h de la différence en {place}</translation>
    </message>
    <message>
        <source>a step along all values at once</source>
        <translation>un pas le long de toutes les valeurs à la fois</translation>
    </message>
    <message>
        <source>corner at {kinks} of {places}</source>
        <translation>angle à {kinks} sur {places}</translation>
    </message>
    <message>
        <source>log₁₀ of the error</source>
        <translation>log₁₀ de l’erreur</translation>
    </message>
    <message>
        <source>right</source>
        <translation>juste</translation>
    </message>
    <message>
        <source>the whole network</source>
        <translation>tout le réseau</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>faux</translation>
    </message>
    <message>
        <source>wrong: × {ratio}</source>
        <translation>faux : × {ratio}</translation>
    </message>
</context>
<context>
    <name>Gradients</name>
    <message>
        <source>Break the gradient</source>
        <translation>Fausser le gradient</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Found: {fault}.</source>
        <translation>Trouvé : {fault}.</translation>
    </message>
    <message>
        <source>It was: {fault}.</source>
        <translation>C’était : {fault}.</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Mend the gradient</source>
        <translation>Réparer le gradient</translation>
    </message>
    <message>
        <source>Name the fault</source>
        <translation>Nommer la faute</translation>
    </message>
    <message>
        <source>Name the fault…</source>
        <translation>Nommer la faute…</translation>
    </message>
    <message>
        <source>Somewhere in this network a gradient is wrong. Find out where.</source>
        <translation>Quelque part dans ce réseau, un gradient est faux. Trouvez où.</translation>
    </message>
    <message>
        <source>That is not it. One more try; check the gradient, or train and watch.</source>
        <translation>Ce n’est pas cela. Encore un essai ; vérifiez le gradient, ou entraînez et observez.</translation>
    </message>
    <message>
        <source>This network is broken on purpose: {fault}.</source>
        <translation>Ce réseau est faussé exprès : {fault}.</translation>
    </message>
</context>
<context>
    <name>HealthModel</name>
    <message>
        <source>A step changes these weights by {0} % of their size, as is usual.</source>
        <translation>Un pas change ces poids de {0} % de leur taille : dans la plage usuelle.</translation>
    </message>
    <message>
        <source>A step changes these weights by {0} % of their size, less than usual: the layer hardly learns any more, or the learning rate is small.</source>
        <translation>Un pas change ces poids de {0} % de leur taille, en dessous de la plage usuelle : la couche n’apprend presque plus, ou le taux d’apprentissage est petit.</translation>
    </message>
    <message>
        <source>A step changes these weights by {0} % of their size, more than usual: a smaller learning rate learns more steadily.</source>
        <translation>Un pas change ces poids de {0} % de leur taille, au-dessus de la plage usuelle : un taux d’apprentissage plus petit apprend plus régulièrement.</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>Unités mortes</translation>
    </message>
    <message>
        <source>Health of the layers</source>
        <translation>Santé des couches</translation>
    </message>
    <message>
        <source>How many numbers of this layer are learnt, the bias included.</source>
        <translation>Combien de nombres de cette couche sont appris, biais compris.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Mean size</source>
        <translation>Taille moyenne</translation>
    </message>
    <message>
        <source>Run “{0}”.</source>
        <translation>Exécution « {0} ».</translation>
    </message>
    <message>
        <source>The layers from the input to the output, with their rows in the list.</source>
        <translation>Les couches de l’entrée à la sortie, avec leur ligne dans la liste.</translation>
    </message>
    <message>
        <source>The length of one step's change relative to that of the weights, estimated from the gradient of one fixed batch and the optimizer's settings; the band marks the usual range from 0.01 % to 1 %.</source>
        <translation>La longueur du changement d’un pas par rapport à celle des poids, estimée d’après le gradient d’un batch fixe et les réglages de l’optimiseur ; la bande marque la plage usuelle, de 0,01 % à 1 %.</translation>
    </message>
    <message>
        <source>The mean of all weights without their signs; where it grows from epoch to epoch without end, the steps are too long.</source>
        <translation>La moyenne de tous les poids, sans leur signe ; si elle grandit sans fin d’époque en époque, les pas sont trop longs.</translation>
    </message>
    <message>
        <source>The share of ReLU units that were above zero for no sample: no gradient passes through them, so they learn nothing more.</source>
        <translation>La part des unités ReLU qui n’ont été au-dessus de zéro pour aucun exemple : aucun gradient ne les traverse, elles n’apprennent donc plus rien.</translation>
    </message>
    <message>
        <source>Update / weights</source>
        <translation>Pas / poids</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>{0} of this layer's units are dead.</source>
        <translation>{0} des unités de cette couche sont mortes.</translation>
    </message>
    <message>
        <source>{0} of this layer's units are dead: a smaller learning rate, first weights of the kind he, or a slope above 0 keep them awake.</source>
        <translation>{0} des unités de cette couche sont mortes : un taux d’apprentissage plus petit, une initialisation He ou une pente supérieure à 0 les gardent éveillées.</translation>
    </message>
</context>
<context>
    <name>HelpController</name>
    <message>
        <source>&amp;Help on this control</source>
        <translation>Aide sur ce &amp;contrôle</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>&amp;Qu’est-ce que c’est ?</translation>
    </message>
    <message>
        <source>All to&amp;pics</source>
        <translation>Tous les &amp;sujets</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>Qu’est-ce que c’est ?</translation>
    </message>
    <message>
        <source>What is this? Click here, then on anything (Shift+F1)</source>
        <translation>Qu’est-ce que c’est ? Cliquez ici, puis sur quelque chose (Maj+F1)</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>All topics</source>
        <translation>Tous les sujets</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Nothing found. Try another word.</source>
        <translation>Rien trouvé. Essayez un autre mot.</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Chercher dans l’aide</translation>
    </message>
    <message>
        <source>Topics found</source>
        <translation>Sujets trouvés</translation>
    </message>
</context>
<context>
    <name>ImageChoiceBar</name>
    <message>
        <source>All classes</source>
        <translation>Toutes les classes</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>Au hasard</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Les meilleures d’abord</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Par classe</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Par numéro</translation>
    </message>
    <message>
        <source>Draw other images at random</source>
        <translation>Tirer d’autres images au hasard</translation>
    </message>
    <message>
        <source>Numbers of images from 1 to {count}, such as 3, 17, 20-25</source>
        <translation>Numéros d’images de 1 à {count}, par exemple 3, 17, 20-25</translation>
    </message>
    <message>
        <source>Numbers of the images</source>
        <translation>Numéros des images</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>D’autres</translation>
    </message>
    <message>
        <source>Show and average the images of one class only</source>
        <translation>Montrer les images d’une seule classe et en faire la moyenne</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Images de test</translation>
    </message>
    <message>
        <source>Test images were kept from the training: they tell how it does on new ones</source>
        <translation>Les images de test ont été tenues à l’écart de l’entraînement : elles disent ce qu’il vaut sur des images nouvelles</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Images d’entraînement</translation>
    </message>
    <message>
        <source>Which class</source>
        <translation>Quelle classe</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>Quelles images</translation>
    </message>
    <message>
        <source>Which of the images are shown, and in which order</source>
        <translation>Quelles images sont affichées, et dans quel ordre</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Les pires d’abord</translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Train a network on pictures to see them here.</source>
        <translation>Entraînez un réseau sur des images pour les voir ici.</translation>
    </message>
    <message>
        <source>{caption}: right</source>
        <translation>{caption} : juste</translation>
    </message>
    <message>
        <source>{caption}: wrong</source>
        <translation>{caption} : erreur</translation>
    </message>
</context>
<context>
    <name>InputBars</name>
    <message>
        <source>Importance of the inputs</source>
        <translation>Importance des entrées</translation>
    </message>
</context>
<context>
    <name>InputRow</name>
    <message>
        <source>By hand</source>
        <translation>À la main</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Data…</source>
        <translation>Données…</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Look at the data: rows, columns and their roles, pictures</source>
        <translation>Regarder les données : lignes, colonnes et leurs rôles, images</translation>
    </message>
    <message>
        <source>More settings of the input</source>
        <translation>Autres réglages de l’entrée</translation>
    </message>
    <message>
        <source>Nothing is known of this data before it is read.</source>
        <translation>Rien n’est connu de ces données avant leur lecture.</translation>
    </message>
    <message>
        <source>Pictures of clothes</source>
        <translation>Images de vêtements</translation>
    </message>
    <message>
        <source>Pictures of digits</source>
        <translation>Images de chiffres</translation>
    </message>
    <message>
        <source>Points in the plane</source>
        <translation>Points du plan</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Les vôtres</translation>
    </message>
    <message>
        <source>shape {shape}</source>
        <translation>forme {shape}</translation>
    </message>
    <message numerus="yes">
        <source>{count} class(es)</source>
        <translation>
            <numerusform>{count} classe</numerusform>
            <numerusform>{count} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} value(s) to predict</source>
        <translation>
            <numerusform>{count} valeur à prédire</numerusform>
            <numerusform>{count} valeurs à prédire</numerusform>
        </translation>
    </message>
    <message>
        <source>{train} to train, {judging} to validate, {test} to test</source>
        <translation>{train} pour l’entraînement, {judging} pour la validation, {test} pour le test</translation>
    </message>
    <message>
        <source>{train} to train, {test} to test</source>
        <translation>{train} pour l’entraînement, {test} pour le test</translation>
    </message>
</context>
<context>
    <name>InputsPage</name>
    <message>
        <source>Mean probabilities over an input</source>
        <translation>Probabilités moyennes selon une entrée</translation>
    </message>
    <message>
        <source>Mean probability</source>
        <translation>Probabilité moyenne</translation>
    </message>
    <message>
        <source>There is no input yet.</source>
        <translation>Il n’y a pas encore d’entrée.</translation>
    </message>
    <message>
        <source>bars: as of the last pause</source>
        <translation>barres : à la dernière pause</translation>
    </message>
    <message>
        <source>bars: being worked out</source>
        <translation>barres : en cours de calcul</translation>
    </message>
    <message numerus="yes">
        <source>bars: how much the accuracy falls, on {0} sample(s)</source>
        <translation>
            <numerusform>barres : baisse de l’exactitude, sur {0} exemple</numerusform>
            <numerusform>barres : baisse de l’exactitude, sur {0} exemples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>curves: mean over {0} training sample(s)</source>
        <translation>
            <numerusform>courbes : moyenne sur {0} exemple d’entraînement</numerusform>
            <numerusform>courbes : moyenne sur {0} exemples d’entraînement</numerusform>
        </translation>
    </message>
    <message>
        <source>the {0} classes that change most</source>
        <translation>les {0} classes qui changent le plus</translation>
    </message>
</context>
<context>
    <name>Inspected</name>
    <message>
        <source>, {0} channels below each other</source>
        <translation>, {0} canaux les uns sous les autres</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Activations</translation>
    </message>
    <message numerus="yes">
        <source>Activations of {0} training sample(s), gradients of a batch of {1}</source>
        <translation>
            <numerusform>Activations de {0} exemple d’entraînement, gradients d’un batch de {1}</numerusform>
            <numerusform>Activations de {0} exemples d’entraînement, gradients d’un batch de {1}</numerusform>
        </translation>
    </message>
    <message>
        <source>Bias {0}</source>
        <translation>Biais {0}</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradients</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message numerus="yes">
        <source>It is left out in the row(s) {0}, where its layers are others.</source>
        <translation>
            <numerusform>Elle est omise à la ligne {0}, où sa couche est autre.</numerusform>
            <numerusform>Elle est omise aux lignes {0}, où ses couches sont autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>No layer of this run gives an output of the same shape: none is shown.</source>
        <translation>Aucune couche de cette exécution n’a de sortie de la même forme : aucune n’est affichée.</translation>
    </message>
    <message>
        <source>This run has no {layer} of this shape in row {row}, so its weights cannot stand here.</source>
        <translation>Cette exécution n’a pas de {layer} de cette forme à la ligne {row} : ses poids ne peuvent pas se placer ici.</translation>
    </message>
    <message>
        <source>This run has other layers in every row, so none of it is shown.</source>
        <translation>Cette exécution a d’autres couches à toutes les lignes : rien n’en est affiché.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>canal</translation>
    </message>
    <message>
        <source>input</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>lines of this colour</source>
        <translation>les traits de cette couleur</translation>
    </message>
    <message>
        <source>place</source>
        <translation>place</translation>
    </message>
    <message>
        <source>row {0}</source>
        <translation>ligne {0}</translation>
    </message>
    <message>
        <source>the filled histograms</source>
        <translation>les histogrammes pleins</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>unité</translation>
    </message>
    <message>
        <source>{0} (down) × {1} (across)</source>
        <translation>{0} (lignes) × {1} (colonnes)</translation>
    </message>
    <message numerus="yes">
        <source>{0} filter(s) of {1}</source>
        <translation>
            <numerusform>{0} filtre de {1}</numerusform>
            <numerusform>{0} filtres de {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} unit(s), each over {1} pixels</source>
        <translation>
            <numerusform>{0} unité, sur {1} pixels</numerusform>
            <numerusform>{0} unités, chacune sur {1} pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} input(s)</source>
        <translation>
            <numerusform>{count} entrée</numerusform>
            <numerusform>{count} entrées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} unit(s)</source>
        <translation>
            <numerusform>{count} unité</numerusform>
            <numerusform>{count} unités</numerusform>
        </translation>
    </message>
    <message>
        <source>{sum} from {count} more</source>
        <translation>{sum} pour {count} autres</translation>
    </message>
</context>
<context>
    <name>KeptRuns</name>
    <message>
        <source>Bring them back</source>
        <translation>Les reprendre</translation>
    </message>
    <message>
        <source>Keeping the runs…</source>
        <translation>Conservation des exécutions…</translation>
    </message>
    <message>
        <source>Runs are not kept</source>
        <translation>Exécutions non conservées</translation>
    </message>
    <message>
        <source>Runs kept from the last session: {0}.</source>
        <translation>Exécutions conservées de la dernière session : {0}.</translation>
    </message>
    <message>
        <source>The list of runs could not be kept for the next start. Close anyway?</source>
        <translation>La liste des exécutions n’a pas pu être conservée pour le prochain démarrage. Fermer quand même ?</translation>
    </message>
    <message>
        <source>The runs are back in the list of runs.</source>
        <translation>Les exécutions sont de nouveau dans la liste.</translation>
    </message>
    <message>
        <source>{0} of the kept runs could not be brought back: {1}</source>
        <translation>Exécutions conservées qui n’ont pas pu être reprises : {0}. {1}</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
</context>
<context>
    <name>LargeMap</name>
    <message>
        <source>Back to the decision boundary</source>
        <translation>Retour à la frontière de décision</translation>
    </message>
    <message>
        <source>Back to the decision boundary (Esc)</source>
        <translation>Retour à la frontière de décision (Échap)</translation>
    </message>
    <message>
        <source>One map, large</source>
        <translation>Une carte, en grand</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Input, layers and loss</source>
        <translation>Entrée, couches et perte</translation>
    </message>
    <message>
        <source>No layers yet.
Drag a block here, or double-click one.</source>
        <translation>Pas encore de couche.
Glissez un bloc ici, ou double-cliquez sur un bloc.</translation>
    </message>
    <message numerus="yes">
        <source>{count} layer(s)</source>
        <translation>
            <numerusform>{count} couche</numerusform>
            <numerusform>{count} couches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>More settings</source>
        <translation>Autres réglages</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Retirer cette ligne</translation>
    </message>
    <message>
        <source>Remove this row (Del)</source>
        <translation>Retirer cette ligne (Suppr)</translation>
    </message>
    <message>
        <source>{layer} in row {row}</source>
        <translation>{layer} à la ligne {row}</translation>
    </message>
    <message>
        <source>{shapes} · code</source>
        <translation>{shapes} · code</translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Copier en Python</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Couper</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Edit the first setting</source>
        <translation>Modifier le premier réglage</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Insert a block below</source>
        <translation>Insérer un bloc dessous</translation>
    </message>
    <message>
        <source>It is the first one.</source>
        <translation>C’est la première.</translation>
    </message>
    <message>
        <source>It is the last one.</source>
        <translation>C’est la dernière.</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>No layer is selected.</source>
        <translation>Aucune couche n’est choisie.</translation>
    </message>
    <message>
        <source>No layers were copied yet.</source>
        <translation>Aucune couche n’a encore été copiée.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>The layers do not fit together yet.</source>
        <translation>Les couches ne s’accordent pas encore.</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
</context>
<context>
    <name>LegendPlot</name>
    <message>
        <source>All curves are hidden. Click on a name above to show one.</source>
        <translation>Toutes les courbes sont masquées. Cliquez sur un nom ci-dessus pour en montrer une.</translation>
    </message>
</context>
<context>
    <name>LessonColumn</name>
    <message>
        <source>Lessons</source>
        <translation>Leçons</translation>
    </message>
</context>
<context>
    <name>LessonList</name>
    <message>
        <source>Each lesson checks itself by what you do in the window. Your own work is put away meanwhile, and comes back.</source>
        <translation>Chaque leçon se vérifie elle-même par ce que vous faites dans la fenêtre. Votre travail est mis de côté entre-temps, puis revient.</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Leçons</translation>
    </message>
    <message>
        <source>Put the lessons away</source>
        <translation>Ranger les leçons</translation>
    </message>
    <message>
        <source>With a name the first weights of each lesson are your own, and copies show.</source>
        <translation>Avec un nom, les premiers poids de chaque leçon sont les vôtres, et les copies se voient.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <source>Your name, to hand in lessons</source>
        <translation>Votre nom, pour rendre les leçons</translation>
    </message>
    <message numerus="yes">
        <source>{done} of {tasks} step(s) done</source>
        <translation>
            <numerusform>{done} étape sur {tasks} faite</numerusform>
            <numerusform>{done} étapes sur {tasks} faites</numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{sign} done</source>
        <translation>{sign} terminée</translation>
    </message>
    <message numerus="yes">
        <source>{tasks} step(s)</source>
        <translation>
            <numerusform>{tasks} étape</numerusform>
            <numerusform>{tasks} étapes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>&amp;Leave the lesson</source>
        <translation>&amp;Quitter la leçon</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>&amp;Leçons</translation>
    </message>
    <message>
        <source>Go on in the lesson</source>
        <translation>Avancer dans la leçon</translation>
    </message>
    <message>
        <source>Leave the lesson?</source>
        <translation>Quitter la leçon ?</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Leçon</translation>
    </message>
    <message>
        <source>Lesson: {title}</source>
        <translation>Leçon : {title}</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Leçons</translation>
    </message>
    <message>
        <source>Lessons that check themselves by what you do here</source>
        <translation>Des leçons qui se vérifient par ce que vous faites ici</translation>
    </message>
    <message>
        <source>No lesson is being done.</source>
        <translation>Aucune leçon n’est en cours.</translation>
    </message>
    <message>
        <source>What is done of it is kept, and your own work comes back.</source>
        <translation>Ce qui est fait est conservé, et votre travail revient.</translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation>{label} : {value}</translation>
    </message>
</context>
<context>
    <name>LinesPlot</name>
    <message>
        <source>There is nothing to draw here: no value is a number.</source>
        <translation>Il n’y a rien à dessiner ici : aucune valeur n’est un nombre.</translation>
    </message>
</context>
<context>
    <name>LockBox</name>
    <message>
        <source>Click on controls of the window to lock them; Escape ends it.</source>
        <translation>Cliquez sur des éléments de la fenêtre pour les verrouiller ; Échap termine.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>Garder tel quel</translation>
    </message>
    <message>
        <source>Keep within bounds</source>
        <translation>Garder entre des bornes</translation>
    </message>
    <message>
        <source>Least and largest value of “{name}”, such as 0.01 … 1</source>
        <translation>Plus petite et plus grande valeur de « {name} », par exemple 0,01 … 1</translation>
    </message>
    <message>
        <source>Lessons have no name for this: choose a control near it.</source>
        <translation>Les leçons n’ont pas de nom pour ceci : choisissez un élément voisin.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Only settings can be kept; “{name}” can be hidden.</source>
        <translation>Seuls des réglages peuvent être gardés ; « {name} » peut être masqué.</translation>
    </message>
    <message>
        <source>Students see how much is hidden, and can show all; that is noted.</source>
        <translation>Les élèves voient combien d’éléments sont masqués et peuvent tout afficher ; c’est noté.</translation>
    </message>
    <message>
        <source>Take the chosen lock away</source>
        <translation>Retirer le verrou choisi</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>What a lock does</source>
        <translation>Effet du verrou</translation>
    </message>
    <message>
        <source>What is locked</source>
        <translation>Ce qui est verrouillé</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gardé</translation>
    </message>
    <message>
        <source>within bounds</source>
        <translation>borné</translation>
    </message>
    <message>
        <source>“{name}” is no number.</source>
        <translation>« {name} » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>“{text}” are no bounds.</source>
        <translation>« {text} » ne sont pas des bornes.</translation>
    </message>
</context>
<context>
    <name>LockPointing</name>
    <message>
        <source>Click on what is to be locked, or press Escape</source>
        <translation>Cliquez sur ce qui doit être verrouillé, ou appuyez sur Échap</translation>
    </message>
</context>
<context>
    <name>LossRow</name>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>More settings of the loss</source>
        <translation>Autres réglages de la perte</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Blocks</source>
        <translation>&amp;Blocs</translation>
    </message>
    <message>
        <source>&amp;Curves</source>
        <translation>&amp;Courbes</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Trouver une commande…</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>A&amp;ller à</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Touches…</translation>
    </message>
    <message>
        <source>&amp;Learn from it</source>
        <translation>&amp;Apprendre de ces données</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>&amp;Réseau</translation>
    </message>
    <message>
        <source>&amp;Tabs</source>
        <translation>&amp;Onglets</translation>
    </message>
    <message>
        <source>&amp;Use this network on it</source>
        <translation>&amp;Utiliser ce réseau dessus</translation>
    </message>
    <message>
        <source>A trial is running in a window of its own. Stop it for this?</source>
        <translation>Un essai est en cours dans sa propre fenêtre. L’arrêter pour cela ?</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>Autre langue</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Drop one file, or one folder, at a time.</source>
        <translation>Déposez un seul fichier, ou un seul dossier, à la fois.</translation>
    </message>
    <message>
        <source>In another language all windows are made again. The training of this one goes on, and the run list stays as it is.</source>
        <translation>Dans une autre langue, toutes les fenêtres sont refaites. L’entraînement de celle-ci continue, et la liste des exécutions reste telle quelle.</translation>
    </message>
    <message>
        <source>Play c&amp;ontrols</source>
        <translation>Commandes de &amp;lecture</translation>
    </message>
    <message>
        <source>Start from a ready network</source>
        <translation>Partir d’un réseau tout prêt</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>The &amp;report’s experiments…</source>
        <translation>Les expériences du &amp;rapport…</translation>
    </message>
    <message>
        <source>To learn from it, the training begins again with it.</source>
        <translation>Pour apprendre de ces données, l’entraînement recommence avec elles.</translation>
    </message>
    <message>
        <source>What came of trials stands in their windows and would go. Go on?</source>
        <translation>Ce qu’ont donné des essais se trouve dans leurs fenêtres et disparaîtrait. Continuer ?</translation>
    </message>
    <message>
        <source>What is “{file}” for?</source>
        <translation>À quoi doit servir « {file} » ?</translation>
    </message>
    <message>
        <source>diynn</source>
        <translation>diynn</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>Click or drag to see what an auto-encoder draws from the code there</source>
        <translation>Cliquez ou glissez pour voir ce qu’un auto-encodeur dessine à partir du code à cet endroit</translation>
    </message>
    <message>
        <source>Click two points to walk from one to the other in code space</source>
        <translation>Cliquez deux points pour aller de l’un à l’autre dans l’espace des codes</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Copier ou enregistrer</translation>
    </message>
    <message>
        <source>Copy or save the maps</source>
        <translation>Copier ou enregistrer les cartes</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Décoder</translation>
    </message>
    <message>
        <source>Drag a line round points to list them (keys: Enter sets a corner, twice at one place closes the line)</source>
        <translation>Tracez un trait autour de points pour les lister (au clavier : Entrée pose un coin, deux fois au même endroit ferme le trait)</translation>
    </message>
    <message>
        <source>Drag to move the map, point at a dot to see it, click it for its code</source>
        <translation>Glissez pour déplacer la carte, pointez un point pour le voir, cliquez-le pour son code</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>Comment la lire</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Regarder</translation>
    </message>
    <message>
        <source>Show all points</source>
        <translation>Montrer tous les points</translation>
    </message>
    <message>
        <source>Show all points (F)</source>
        <translation>Montrer tous les points (F)</translation>
    </message>
    <message>
        <source>Tool: {name}</source>
        <translation>Outil : {name}</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>What distances in a map mean, and what they do not</source>
        <translation>Ce que disent les distances d’une carte, et ce qu’elles ne disent pas</translation>
    </message>
</context>
<context>
    <name>MapChoices</name>
    <message>
        <source>At most so many points of each part, fewer while it trains</source>
        <translation>Au plus tant de points de chaque partie, moins pendant l’entraînement</translation>
    </message>
    <message>
        <source>Code: {layer}</source>
        <translation>Code : {layer}</translation>
    </message>
    <message>
        <source>Kind of map</source>
        <translation>Type de carte</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>ACP</translation>
    </message>
    <message>
        <source>PCA is there at once and live; t-SNE takes seconds and shows neighbours</source>
        <translation>L’ACP est là tout de suite et en direct ; t-SNE prend des secondes et montre les voisins</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Test alone</source>
        <translation>Test seul</translation>
    </message>
    <message>
        <source>The layer whose output is the code</source>
        <translation>La couche dont la sortie est le code</translation>
    </message>
    <message>
        <source>Train + test</source>
        <translation>Entr. + test</translation>
    </message>
    <message>
        <source>Train alone</source>
        <translation>Entr. seul</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>Quels exemples</translation>
    </message>
    <message>
        <source>With both, the training part makes the map and the test part is placed in it</source>
        <translation>Avec les deux, la partie d’entraînement fait la carte et celle de test y est placée</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message numerus="yes">
        <source>{count} point(s)</source>
        <translation>
            <numerusform>{count} point</numerusform>
            <numerusform>{count} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>&lt;b&gt;A map of many numbers always lies somewhere.&lt;/b&gt; The share of neighbours kept, above each map, measures how much: of the ten codes nearest to a point, so many are also among the ten nearest in the map. A thousand points scattered blindly would keep one in a hundred.</source>
        <translation>&lt;b&gt;Une carte de beaucoup de nombres ment toujours quelque part.&lt;/b&gt; La part de voisins gardés, au-dessus de chaque carte, dit à quel point : des dix codes les plus proches d’un point, c’est la part de ceux qui sont aussi parmi les dix plus proches sur la carte. Mille points jetés au hasard en garderaient un sur cent.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Chance makes groups, too.&lt;/b&gt; With a small perplexity even pure noise falls into clumps. What you see with one perplexity only, do not believe: try 5, 30 and 100, and another seed.</source>
        <translation>&lt;b&gt;Le hasard aussi fait des groupes.&lt;/b&gt; Avec une petite perplexité, même du bruit pur se met en grumeaux. Ne croyez pas ce que vous ne voyez qu’avec une seule perplexité : essayez 5, 30 et 100, et une autre graine.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Let it come to rest.&lt;/b&gt; Shapes that look pinched or stretched are often just a map that was stopped too early.</source>
        <translation>&lt;b&gt;Laissez-la se poser.&lt;/b&gt; Des formes qui semblent pincées ou étirées viennent souvent d’une carte arrêtée trop tôt.</translation>
    </message>
    <message>
        <source>&lt;b&gt;PCA is a shadow.&lt;/b&gt; No distance in it is longer than the true one, but points that are far apart may fall on each other. The percentages at its edges say how much of the differences can be seen.</source>
        <translation>&lt;b&gt;L’ACP est une ombre.&lt;/b&gt; Aucune distance n’y est plus longue que la vraie, mais des points éloignés peuvent s’y superposer. Les pourcentages sur ses bords disent quelle part des différences on voit.</translation>
    </message>
    <message>
        <source>&lt;b&gt;t-SNE: the distance between groups means little.&lt;/b&gt; Only who is whose neighbour counts; a wide gap may be no wider than a narrow one.</source>
        <translation>&lt;b&gt;t-SNE : la distance entre les groupes ne dit pas grand-chose.&lt;/b&gt; Seul compte qui est voisin de qui ; un grand vide peut n’être pas plus large qu’un petit.</translation>
    </message>
    <message>
        <source>&lt;b&gt;t-SNE: the size of a group means nothing.&lt;/b&gt; Dense groups are blown up and loose ones drawn together until all look alike.</source>
        <translation>&lt;b&gt;t-SNE : la taille d’un groupe ne veut rien dire.&lt;/b&gt; Les groupes denses sont gonflés et les lâches resserrés, jusqu’à ce que tous se ressemblent.</translation>
    </message>
    <message>
        <source>How to read a map</source>
        <translation>Comment lire une carte</translation>
    </message>
    <message>
        <source>More, with pictures to play with: M. Wattenberg, F. Viégas and I. Johnson, How to Use t-SNE Effectively, Distill 2016.</source>
        <translation>Pour aller plus loin, avec des images à manipuler : M. Wattenberg, F. Viégas et I. Johnson, How to Use t-SNE Effectively, Distill 2016.</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;, {part} {number}</source>
        <translation>&lt;b&gt;{name}&lt;/b&gt;, {part} {number}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Map of codes</source>
        <translation>Carte des codes</translation>
    </message>
    <message>
        <source>Map: {name}</source>
        <translation>Carte : {name}</translation>
    </message>
    <message>
        <source>Maps of other runs</source>
        <translation>Cartes d’autres exécutions</translation>
    </message>
    <message>
        <source>There is no map yet.</source>
        <translation>Il n’y a pas encore de carte.</translation>
    </message>
</context>
<context>
    <name>Matrices</name>
    <message>
        <source>A matrix of {0} classes could not be read. “By class” tells how well each is recognised, and the mistakes are listed below.</source>
        <translation>Une matrice de {0} classes serait illisible. « Par classe » dit comment chacune est reconnue, et les erreurs sont listées ci-dessous.</translation>
    </message>
    <message>
        <source>Run beside</source>
        <translation>Exécution à côté</translation>
    </message>
    <message>
        <source>Which of the ticked runs stands beside this one</source>
        <translation>Laquelle des exécutions cochées se place à côté de celle-ci</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;About diynn</source>
        <translation>À &amp;propos de diynn</translation>
    </message>
    <message>
        <source>&amp;Best weights so far</source>
        <translation>&amp;Meilleurs poids jusqu’ici</translation>
    </message>
    <message>
        <source>&amp;Data…</source>
        <translation>&amp;Données…</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Full speed, or the one before</source>
        <translation>&amp;Pleine vitesse, ou la précédente</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>&amp;New from a template…</source>
        <translation>&amp;Nouveau depuis un modèle…</translation>
    </message>
    <message>
        <source>&amp;New weights</source>
        <translation>&amp;Nouveaux poids</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Lecture ou pause</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Redo “{0}”</source>
        <translation>&amp;Rétablir « {0} »</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Exé&amp;cution</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Undo “{0}”</source>
        <translation>&amp;Annuler « {0} »</translation>
    </message>
    <message>
        <source>&amp;Use on…</source>
        <translation>&amp;Utiliser sur…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Worked examples</source>
        <translation>E&amp;xemples résolus</translation>
    </message>
    <message>
        <source>A&amp;verage the ticked runs</source>
        <translation>Faire la mo&amp;yenne des exécutions cochées</translation>
    </message>
    <message>
        <source>About diynn</source>
        <translation>À propos de diynn</translation>
    </message>
    <message>
        <source>Brea&amp;k the gradient…</source>
        <translation>Fau&amp;sser le gradient…</translation>
    </message>
    <message>
        <source>Bring back the &amp;runs of the last session</source>
        <translation>&amp;Reprendre les exécutions de la dernière session</translation>
    </message>
    <message>
        <source>Check the &amp;gradient</source>
        <translation>Vérifier le &amp;gradient</translation>
    </message>
    <message>
        <source>Colours as the system</source>
        <translation>Couleurs du système</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>E&amp;xperiments</source>
        <translation>E&amp;xpériences</translation>
    </message>
    <message>
        <source>E&amp;xport as</source>
        <translation>E&amp;xporter en</translation>
    </message>
    <message>
        <source>From the s&amp;tart</source>
        <translation>Depuis le &amp;début</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>La&amp;rger text</source>
        <translation>Texte plus &amp;grand</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <source>No epoch has ended yet.</source>
        <translation>Aucune époque n’est encore terminée.</translation>
    </message>
    <message>
        <source>No runs are kept from an earlier session.</source>
        <translation>Aucune exécution d’une session précédente n’est conservée.</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>Rien d’ouvert encore</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>Un &amp;pas</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Ouvrir un fichier &amp;récent</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Texte plus p&amp;etit</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Enregistrer &amp;sous…</translation>
    </message>
    <message>
        <source>Save the fil&amp;m…</source>
        <translation>Enregistrer le fil&amp;m…</translation>
    </message>
    <message>
        <source>Stack a neural network out of blocks, press play, and watch it learn. Every number comes from a few readable lines of NumPy.</source>
        <translation>Empilez des blocs en un réseau de neurones, appuyez sur Lecture et regardez-le apprendre. Chaque nombre vient de quelques lignes lisibles de NumPy.</translation>
    </message>
    <message>
        <source>The past begins with the first step.</source>
        <translation>Le passé commence au premier pas.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Il n’y a rien à rétablir.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Il n’y a rien à annuler.</translation>
    </message>
    <message>
        <source>Throw these runs &amp;away</source>
        <translation>&amp;Supprimer ces exécutions</translation>
    </message>
    <message>
        <source>Us&amp;ual text</source>
        <translation>Taille &amp;habituelle du texte</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
</context>
<context>
    <name>MisfitBanner</name>
    <message>
        <source>Other ways</source>
        <translation>Autres moyens</translation>
    </message>
    <message>
        <source>Put the advice away</source>
        <translation>Masquer le conseil</translation>
    </message>
    <message>
        <source>Put the advice away; its sign stays in the row</source>
        <translation>Masquer le conseil ; son signe reste dans la ligne</translation>
    </message>
</context>
<context>
    <name>MistakesTab</name>
    <message>
        <source>All classes: {count}</source>
        <translation>Toutes les classes : {count}</translation>
    </message>
    <message>
        <source>An auto-encoder gives back its input: it has no classes to confuse. Press “Draw” to see what it makes of a drawing, or choose “target” as the goal in the first row of the network to train a classifier.</source>
        <translation>Un auto-encodeur rend son entrée : il n’a pas de classes à confondre. Appuyez sur « Dessiner » pour voir ce qu’il fait d’un dessin, ou choisissez « cible » comme sortie attendue à la première ligne du réseau pour entraîner un classifieur.</translation>
    </message>
    <message numerus="yes">
        <source>Both give the same answer for all {0} sample(s).</source>
        <translation>
            <numerusform>Les deux donnent la même réponse pour le seul exemple.</numerusform>
            <numerusform>Les deux donnent la même réponse pour les {0} exemples.</numerusform>
        </translation>
    </message>
    <message>
        <source>Class {0}</source>
        <translation>Classe {0}</translation>
    </message>
    <message>
        <source>Class {0}, taken for {1}; the network is {2} sure</source>
        <translation>Classe {0}, classe prédite {1} ; confiance {2}</translation>
    </message>
    <message>
        <source>Class {row}: {count}</source>
        <translation>Classe {row} : {count}</translation>
    </message>
    <message>
        <source>Confusions</source>
        <translation>Confusions</translation>
    </message>
    <message>
        <source>Different answers for {count} of {total}. Right: “{first}” {of_first}, “{second}” {of_second}, neither {neither}.</source>
        <translation>Réponses différentes pour {count} sur {total}. Justes : « {first} » {of_first}, « {second} » {of_second}, aucune {neither}.</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Dessiner</translation>
    </message>
    <message>
        <source>Draw an image, and see what the network says</source>
        <translation>Dessinez une image, et voyez ce que dit le réseau</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>No {row} was taken for {column}.</source>
        <translation>Aucun {row} n’a été prédit {column}.</translation>
    </message>
    <message>
        <source>Nothing was taken for {column}.</source>
        <translation>Aucun exemple n’a été prédit {column}.</translation>
    </message>
    <message>
        <source>Pause the training to look through all samples.</source>
        <translation>Mettez l’entraînement en pause pour parcourir tous les exemples.</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilités</translation>
    </message>
    <message>
        <source>ROC, precision and recall, calibration, and something simpler beside</source>
        <translation>ROC, précision et rappel, calibration, et une estimation plus simple à côté</translation>
    </message>
    <message>
        <source>Samples kept from the training, or those that it learns</source>
        <translation>Les exemples tenus à l’écart de l’entraînement, ou ceux qu’il apprend</translation>
    </message>
    <message>
        <source>Taken for {column}: {count}</source>
        <translation>Prédits {column} : {count}</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>Exemples de test</translation>
    </message>
    <message>
        <source>The samples on which two runs disagree</source>
        <translation>Les exemples sur lesquels deux exécutions sont en désaccord</translation>
    </message>
    <message>
        <source>There are no such samples. Choose the other part above.</source>
        <translation>Il n’y a aucun exemple de ce genre. Choisissez l’autre partie ci-dessus.</translation>
    </message>
    <message>
        <source>There is no sample of class {row} here.</source>
        <translation>Il n’y a pas d’exemple de la classe {row} ici.</translation>
    </message>
    <message>
        <source>These targets are values, and only classes can be confused. Choose data with classes, such as Moons or Digits, in the first row of the network.</source>
        <translation>Ces cibles sont des valeurs, et seules des classes peuvent être confondues. Choisissez des données avec des classes, comme Lunes ou Chiffres, à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>Exemples d’entraînement</translation>
    </message>
    <message>
        <source>Two runs</source>
        <translation>Deux exécutions</translation>
    </message>
    <message>
        <source>What each input does to the probabilities, and what it is worth</source>
        <translation>L’effet de chaque entrée sur les probabilités, et son importance</translation>
    </message>
    <message>
        <source>Which class is taken for which</source>
        <translation>Classes réelles et classes prédites</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>Quels exemples</translation>
    </message>
    <message numerus="yes">
        <source>all {0} test sample(s)</source>
        <translation>
            <numerusform>sur le seul exemple de test</numerusform>
            <numerusform>sur {0} exemples de test</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all {0} training sample(s)</source>
        <translation>
            <numerusform>sur le seul exemple d’entraînement</numerusform>
            <numerusform>sur {0} exemples d’entraînement</numerusform>
        </translation>
    </message>
    <message>
        <source>beside: {0}</source>
        <translation>à titre de comparaison : {0}</translation>
    </message>
    <message>
        <source>live, from {0} of {1} test samples</source>
        <translation>sur {0} des {1} exemples de test, en direct</translation>
    </message>
    <message>
        <source>live, from {0} of {1} training samples</source>
        <translation>sur {0} des {1} exemples d’entraînement, en direct</translation>
    </message>
    <message>
        <source>logistic regression {0}</source>
        <translation>régression logistique {0}</translation>
    </message>
    <message>
        <source>most frequent class {0}</source>
        <translation>classe majoritaire {0}</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>{0} justes</translation>
    </message>
    <message numerus="yes">
        <source>{0} wrong; {1}</source>
        <translation>
            <numerusform>{0} erreur {1}</numerusform>
            <numerusform>{0} erreurs {1}</numerusform>
        </translation>
    </message>
    <message>
        <source>{row} taken for {column}: {count}</source>
        <translation>{row} prédits {column} : {count}</translation>
    </message>
    <message>
        <source>{row}, rightly taken for {column}: {count}</source>
        <translation>{row} correctement prédits {column} : {count}</translation>
    </message>
</context>
<context>
    <name>MysteryWindow</name>
    <message>
        <source>1: one neuron</source>
        <translation>1 : un neurone</translation>
    </message>
    <message>
        <source>2: one neuron with a curve</source>
        <translation>2 : un neurone avec une activation</translation>
    </message>
    <message>
        <source>3: the sum of two with the same curve</source>
        <translation>3 : la somme de deux, avec la même activation</translation>
    </message>
    <message>
        <source>A hidden network gets two inputs and gives one output. Ask for outputs, and find its weights with as few probes as you can. All weights are multiples of a half.</source>
        <translation>Un réseau caché reçoit deux entrées et donne une sortie. Demandez des sorties et trouvez ses poids avec le moins d’essais possible. Tous les poids sont des multiples d’un demi.</translation>
    </message>
    <message>
        <source>Another network</source>
        <translation>Un autre réseau</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>At x₁ = {x1}, x₂ = {x2} yours gives {mine}, the network {its}.</source>
        <translation>En x₁ = {x1}, x₂ = {x2}, le vôtre donne {mine}, le réseau {its}.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>Each output that you ask for will stand here.</source>
        <translation>Chaque sortie que vous demandez figurera ici.</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>It agrees with all that you asked: ask for more.</source>
        <translation>Il concorde avec tout ce que vous avez demandé : demandez-en davantage.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Mystery network – diynn</source>
        <translation>Réseau mystère – diynn</translation>
    </message>
    <message>
        <source>Neuron {number}</source>
        <translation>Neurone {number}</translation>
    </message>
    <message>
        <source>Not yet.</source>
        <translation>Pas encore.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Show the weights</source>
        <translation>Montrer les poids</translation>
    </message>
    <message>
        <source>These were its weights.</source>
        <translation>C’étaient ses poids.</translation>
    </message>
    <message>
        <source>Type a number for each weight.</source>
        <translation>Saisissez un nombre pour chaque poids.</translation>
    </message>
    <message>
        <source>Type two numbers from {low} to {high}.</source>
        <translation>Saisissez deux nombres de {low} à {high}.</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Ce qui a été demandé</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Votre réponse</translation>
    </message>
    <message>
        <source>no curve</source>
        <translation>sans activation</translation>
    </message>
    <message>
        <source>{name} of neuron {number}</source>
        <translation>{name} du neurone {number}</translation>
    </message>
    <message numerus="yes">
        <source>✓ Found with {count} probe(s).</source>
        <translation>
            <numerusform>✓ Trouvé en {count} essai.</numerusform>
            <numerusform>✓ Trouvé en {count} essais.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>{data}, auto-encoder</source>
        <translation>{data}, auto-encodeur</translation>
    </message>
    <message>
        <source>{name}, with a fault</source>
        <translation>{name}, avec une faute</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>Partie &amp;suivante de la fenêtre</translation>
    </message>
    <message>
        <source>&amp;Previous part of the window</source>
        <translation>Partie &amp;précédente de la fenêtre</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>Onglet s&amp;uivant</translation>
    </message>
    <message>
        <source>P&amp;revious tab</source>
        <translation>Onglet p&amp;récédent</translation>
    </message>
    <message>
        <source>Tab {name}</source>
        <translation>Onglet {name}</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Its calculation</source>
        <translation>Son calcul</translation>
    </message>
    <message>
        <source>Network, drawn</source>
        <translation>Réseau dessiné</translation>
    </message>
    <message>
        <source>Type a weight</source>
        <translation>Taper un poids</translation>
    </message>
    <message>
        <source>Type a weight…</source>
        <translation>Taper un poids…</translation>
    </message>
</context>
<context>
    <name>NoiseBar</name>
    <message>
        <source>Another field</source>
        <translation>Autre champ</translation>
    </message>
    <message>
        <source>Draw other noise. It then stays, while its strength moves.</source>
        <translation>Tirer un autre bruit. Il reste ensuite le même pendant que sa force change.</translation>
    </message>
    <message>
        <source>Kind of noise</source>
        <translation>Type de bruit</translation>
    </message>
</context>
<context>
    <name>NoiseMap</name>
    <message>
        <source>PSNR {0} dB</source>
        <translation>PSNR {0} dB</translation>
    </message>
    <message>
        <source>Training noise against test noise</source>
        <translation>Bruit d’entraînement et bruit de test</translation>
    </message>
    <message>
        <source>before the last steps of training</source>
        <translation>avant les derniers pas de l’entraînement</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>pas encore mesuré</translation>
    </message>
    <message>
        <source>trained with σ {0}</source>
        <translation>entraîné avec σ {0}</translation>
    </message>
</context>
<context>
    <name>NumberQuestion</name>
    <message>
        <source>New value, such as 0.5 or 1/3</source>
        <translation>Nouvelle valeur, par exemple 0,5 ou 1/3</translation>
    </message>
    <message>
        <source>“{text}” is no number.</source>
        <translation>« {text} » n’est pas un nombre.</translation>
    </message>
</context>
<context>
    <name>OwnData</name>
    <message>
        <source>A small auto-encoder was taken.</source>
        <translation>Un petit auto-encodeur a été pris.</translation>
    </message>
    <message>
        <source>A small network for tables was taken.</source>
        <translation>Un petit réseau pour tableaux a été choisi.</translation>
    </message>
    <message>
        <source>Fit the network to the data</source>
        <translation>Adapter le réseau aux données</translation>
    </message>
    <message>
        <source>Fitted to the data: {changes}.</source>
        <translation>Adapté aux données : {changes}.</translation>
    </message>
    <message>
        <source>Look at the data…</source>
        <translation>Regarder les données…</translation>
    </message>
    <message>
        <source>“{0}” is read.</source>
        <translation>« {0} » est lu.</translation>
    </message>
    <message>
        <source>“{column}” says which rows are tested on.</source>
        <translation>« {column} » dit quelles lignes servent au test.</translation>
    </message>
</context>
<context>
    <name>PaintBar</name>
    <message>
        <source>Erase all points</source>
        <translation>Effacer tous les points</translation>
    </message>
    <message>
        <source>Erase points (E)</source>
        <translation>Effacer des points (E)</translation>
    </message>
    <message>
        <source>Move points (M)</source>
        <translation>Déplacer des points (M)</translation>
    </message>
    <message>
        <source>Open points from a table (CSV)…</source>
        <translation>Ouvrir les points d’un tableau (CSV)…</translation>
    </message>
    <message>
        <source>Paint points of the class {0} ({1})</source>
        <translation>Peindre des points de la classe {0} ({1})</translation>
    </message>
    <message>
        <source>Save the points as a table (CSV)…</source>
        <translation>Enregistrer les points en tableau (CSV)…</translation>
    </message>
</context>
<context>
    <name>Painting</name>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>Tableau CSV (*.csv)</translation>
    </message>
    <message>
        <source>Erase all points</source>
        <translation>Effacer tous les points</translation>
    </message>
    <message numerus="yes">
        <source>Erase {0} point(s)</source>
        <translation>
            <numerusform>Effacer un point</numerusform>
            <numerusform>Effacer {0} points</numerusform>
        </translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>Déplacer un point</translation>
    </message>
    <message>
        <source>Open points</source>
        <translation>Ouvrir des points</translation>
    </message>
    <message numerus="yes">
        <source>Paint {0} point(s)</source>
        <translation>
            <numerusform>Peindre un point</numerusform>
            <numerusform>Peindre {0} points</numerusform>
        </translation>
    </message>
    <message>
        <source>Save points</source>
        <translation>Enregistrer les points</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.tsv)</source>
        <translation>Tableaux (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>points</source>
        <translation>points</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>All {count}</source>
        <translation>Tous ({count})</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <source>Find a block</source>
        <translation>Chercher un bloc</translation>
    </message>
    <message>
        <source>Fold the blocks to one line</source>
        <translation>Replier les blocs sur une ligne</translation>
    </message>
    <message>
        <source>No block is called so or does that.</source>
        <translation>Aucun bloc ne s’appelle ou ne fait cela.</translation>
    </message>
    <message>
        <source>Part of a name or of what a block does; Enter inserts it.</source>
        <translation>Un bout du nom d’un bloc ou de ce qu’il fait ; Entrée l’insère.</translation>
    </message>
    <message>
        <source>Show every block</source>
        <translation>Montrer tous les blocs</translation>
    </message>
    <message>
        <source>Show every block, the rarer ones too</source>
        <translation>Montrer tous les blocs, les plus rares aussi</translation>
    </message>
    <message>
        <source>Show the blocks</source>
        <translation>Afficher les blocs</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>&amp;Usual layout</source>
        <translation>&amp;Disposition habituelle</translation>
    </message>
    <message>
        <source>Every part of the window is hidden.</source>
        <translation>Toutes les parties de la fenêtre sont masquées.</translation>
    </message>
    <message>
        <source>Hide this part of the window, or bring it back</source>
        <translation>Masquer cette partie de la fenêtre, ou la ramener</translation>
    </message>
    <message>
        <source>Show every part of the window in its usual place and size</source>
        <translation>Montrer chaque partie de la fenêtre à sa place et à sa taille habituelles</translation>
    </message>
    <message>
        <source>“{part}” is hidden. {keys} brings it back, and so does the menu View.</source>
        <translation>« {part} » est masqué. {keys} le ramène, de même que le menu Affichage.</translation>
    </message>
</context>
<context>
    <name>PictureModel</name>
    <message>
        <source>test {0}</source>
        <translation>test {0}</translation>
    </message>
    <message>
        <source>train {0}</source>
        <translation>entr. {0}</translation>
    </message>
</context>
<context>
    <name>PicturePage</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Files that are left out</source>
        <translation>Fichiers laissés de côté</translation>
    </message>
    <message>
        <source>Left out: {0}</source>
        <translation>Laissés de côté : {0}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraînement</translation>
    </message>
    <message numerus="yes">
        <source>{0} of {1} picture(s)</source>
        <translation>
            <numerusform>{0} image sur {1}</numerusform>
            <numerusform>{0} images sur {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlayBar</name>
    <message>
        <source>1 batch</source>
        <translation>1 batch</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 époque</translation>
    </message>
    <message>
        <source>10 batches a second</source>
        <translation>10 batchs par s</translation>
    </message>
    <message>
        <source>10 epochs</source>
        <translation>10 époques</translation>
    </message>
    <message>
        <source>10 epochs a second</source>
        <translation>10 époques par s</translation>
    </message>
    <message>
        <source>2 batches a second</source>
        <translation>2 batchs par s</translation>
    </message>
    <message>
        <source>2 epochs a second</source>
        <translation>2 époques par s</translation>
    </message>
    <message>
        <source>50 batches a second</source>
        <translation>50 batchs par s</translation>
    </message>
    <message>
        <source>Epoch {0} of {1}</source>
        <translation>Époque {0} sur {1}</translation>
    </message>
    <message>
        <source>From the start (Ctrl+R)</source>
        <translation>Depuis le début (Ctrl+R)</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>Pleine vitesse</translation>
    </message>
    <message>
        <source>How far one step goes</source>
        <translation>De combien avance un pas</translation>
    </message>
    <message>
        <source>How fast it trains at most; V: full speed, and back</source>
        <translation>Vitesse maximale de l’apprentissage ; V : pleine vitesse, puis retour</translation>
    </message>
    <message>
        <source>Length of a step</source>
        <translation>Longueur d’un pas</translation>
    </message>
    <message>
        <source>New weights (R)</source>
        <translation>Nouveaux poids (R)</translation>
    </message>
    <message>
        <source>One step (→)</source>
        <translation>Un pas (→)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Espace)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Lecture (Espace)</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Avancement de l’entraînement</translation>
    </message>
    <message>
        <source>Put the best weights so far into the network</source>
        <translation>Mettre dans le réseau les meilleurs poids jusqu’ici</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
</context>
<context>
    <name>PlotWords</name>
    <message numerus="yes">
        <source>{count} class(es)</source>
        <translation>
            <numerusform>{count} classe</numerusform>
            <numerusform>{count} classes</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} de plus</translation>
    </message>
    <message numerus="yes">
        <source>{count} of them wrong</source>
        <translation>
            <numerusform>dont {count} erreur</numerusform>
            <numerusform>dont {count} erreurs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s)</source>
        <translation>
            <numerusform>{count} image</numerusform>
            <numerusform>{count} images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} point(s)</source>
        <translation>
            <numerusform>{count} point</numerusform>
            <numerusform>{count} points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} test point(s)</source>
        <translation>
            <numerusform>{count} point de test</numerusform>
            <numerusform>{count} points de test</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} training point(s)</source>
        <translation>
            <numerusform>{count} point d’entraînement</numerusform>
            <numerusform>{count} points d’entraînement</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {value} at {axis} {place}, {first} at the start</source>
        <translation>{name} : {value} à {axis} {place}, {first} au début</translation>
    </message>
    <message numerus="yes">
        <source>{right} of {total} samples right ({share})</source>
        <translation>
            <numerusform>{right} exemple juste sur {total} ({share})</numerusform>
            <numerusform>{right} exemples justes sur {total} ({share})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of {count} test point(s) right</source>
        <translation>
            <numerusform>{share} de {count} point de test juste</numerusform>
            <numerusform>{share} de {count} points de test justes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of {count} training point(s) right</source>
        <translation>
            <numerusform>{share} de {count} point d’entraînement juste</numerusform>
            <numerusform>{share} de {count} points d’entraînement justes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Click on what you want to know about, or press Escape</source>
        <translation>Cliquez sur ce que vous voulez connaître, ou appuyez sur Échap</translation>
    </message>
</context>
<context>
    <name>PredictionCard</name>
    <message>
        <source>Noted. Now see what comes.</source>
        <translation>C’est noté. Voyez maintenant ce qui arrive.</translation>
    </message>
    <message>
        <source>That is what I expect</source>
        <translation>C’est ce que j’attends</translation>
    </message>
    <message>
        <source>You expected {predicted}: so it came.</source>
        <translation>Vous attendiez {predicted} : c’est arrivé.</translation>
    </message>
    <message>
        <source>You expected {predicted}; what came is {came}.</source>
        <translation>Vous attendiez {predicted} ; il est arrivé {came}.</translation>
    </message>
</context>
<context>
    <name>PredictionTab</name>
    <message>
        <source>All right</source>
        <translation>Tout juste</translation>
    </message>
    <message>
        <source>Always the mean of the training targets</source>
        <translation>Toujours la moyenne des sorties attendues d’entraînement</translation>
    </message>
    <message>
        <source>An auto-encoder gives back its input: the tab Reconstruction shows it. Choose “target” as the goal in the first row of the network to predict values.</source>
        <translation>Un auto-encodeur rend son entrée : l’onglet Reconstruction le montre. Choisissez « cible » comme sortie attendue à la première ligne du réseau pour prédire des valeurs.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Errors over what</source>
        <translation>Erreurs selon quoi</translation>
    </message>
    <message>
        <source>Figures beside those of something simpler</source>
        <translation>Résultats à côté de ceux d’une estimation plus simple</translation>
    </message>
    <message>
        <source>From {0} of {1} training samples, evenly spread.</source>
        <translation>Sur {0} des {1} exemples d’entraînement, régulièrement espacés.</translation>
    </message>
    <message>
        <source>How far the predictions lie from the true values</source>
        <translation>À quelle distance des vraies valeurs se trouvent les prédictions</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Fréquence</translation>
    </message>
    <message>
        <source>How often which error is, or the errors over a column</source>
        <translation>La fréquence de chaque erreur, ou les erreurs selon une colonne</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Dernière valeur</translation>
    </message>
    <message>
        <source>Least squares over all inputs (scikit-learn)</source>
        <translation>Moindres carrés sur toutes les entrées (scikit-learn)</translation>
    </message>
    <message>
        <source>Linear model</source>
        <translation>Modèle linéaire</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Mean answer</source>
        <translation>Réponse moyenne</translation>
    </message>
    <message>
        <source>Mean of the absolute errors, in the target’s own units</source>
        <translation>Moyenne des erreurs absolues, dans l’unité de la sortie attendue</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>No error</source>
        <translation>Aucune erreur</translation>
    </message>
    <message>
        <source>On the line every prediction is right</source>
        <translation>Sur la ligne, toute prédiction est juste</translation>
    </message>
    <message>
        <source>Over the predicted value</source>
        <translation>Selon la valeur prédite</translation>
    </message>
    <message>
        <source>Over the true value</source>
        <translation>Selon la vraie valeur</translation>
    </message>
    <message>
        <source>Predicted and true</source>
        <translation>Prédit et vrai</translation>
    </message>
    <message>
        <source>Predicted − true: {0}</source>
        <translation>Prédit − vrai : {0}</translation>
    </message>
    <message>
        <source>Predicted: {0}</source>
        <translation>Prédit : {0}</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Root of the mean square of the errors, in the target’s own units</source>
        <translation>Racine de l’erreur quadratique moyenne, dans l’unité de la sortie attendue</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>R² {0}</source>
        <translation>R² {0}</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <source>Sample {0}</source>
        <translation>Échantillon {0}</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Samples kept from the training, or those that it learns</source>
        <translation>Exemples gardés hors de l’entraînement, ou ceux qu’il apprend</translation>
    </message>
    <message>
        <source>Share of the spread that is explained</source>
        <translation>Part de la dispersion qui est expliquée</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>Exemples de test</translation>
    </message>
    <message>
        <source>Test {0}</source>
        <translation>{0} test</translation>
    </message>
    <message>
        <source>The column is being read…</source>
        <translation>Lecture de la colonne…</translation>
    </message>
    <message>
        <source>The last value that is known, unchanged</source>
        <translation>La dernière valeur connue, inchangée</translation>
    </message>
    <message>
        <source>The last value, and what it changed by a year before</source>
        <translation>La dernière valeur, et sa variation un an plus tôt</translation>
    </message>
    <message>
        <source>The samples are no line of numbers: there is no single input.</source>
        <translation>Les exemples ne sont pas une suite de nombres : il n’y a pas d’entrée isolée.</translation>
    </message>
    <message>
        <source>There is no input yet.</source>
        <translation>Il n’y a pas encore d’entrée.</translation>
    </message>
    <message>
        <source>These targets are classes: the tab Mistakes shows how they are told apart. For values to predict choose Diabetes, Waves or a table of your own.</source>
        <translation>Ces sorties attendues sont des classes : l’onglet Erreurs montre comment elles sont distinguées. Pour prédire des valeurs, choisissez Diabète, Vagues ou un tableau à vous.</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>Exemples d’entraînement</translation>
    </message>
    <message>
        <source>Training {0}</source>
        <translation>{0} entr.</translation>
    </message>
    <message>
        <source>True: {0}</source>
        <translation>Vrai : {0}</translation>
    </message>
    <message>
        <source>Value {0}</source>
        <translation>Valeur {0}</translation>
    </message>
    <message>
        <source>What the network answers as one input changes</source>
        <translation>Ce que le réseau répond quand une entrée varie</translation>
    </message>
    <message>
        <source>Which of the values to predict</source>
        <translation>Laquelle des valeurs à prédire</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>Quels exemples</translation>
    </message>
    <message>
        <source>Which value</source>
        <translation>Quelle valeur</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>Année précédente</translation>
    </message>
    <message>
        <source>bars: as of the last pause</source>
        <translation>barres : à la dernière pause</translation>
    </message>
    <message>
        <source>bars: being worked out</source>
        <translation>barres : en cours de calcul</translation>
    </message>
    <message numerus="yes">
        <source>curve: mean over {0} training sample(s)</source>
        <translation>
            <numerusform>courbe : moyenne sur {0} exemple d’entraînement</numerusform>
            <numerusform>courbe : moyenne sur {0} exemples d’entraînement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>live, from {0} of {1} sample(s)</source>
        <translation>
            <numerusform>en direct, sur {0} exemple de {1}</numerusform>
            <numerusform>en direct, sur {0} des {1} exemples</numerusform>
        </translation>
    </message>
    <message>
        <source>mean error {0}</source>
        <translation>erreur moyenne {0}</translation>
    </message>
    <message>
        <source>root mean square {0}</source>
        <translation>racine de l’erreur quadratique moyenne {0}</translation>
    </message>
    <message>
        <source>sample {0}: {1} predicted, {2} true</source>
        <translation>échantillon {0} : {1} prédit, {2} vrai</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>{0} (ignored)</source>
        <translation>{0} (ignorée)</translation>
    </message>
    <message numerus="yes">
        <source>{0} sample(s)</source>
        <translation>
            <numerusform>{0} exemple</numerusform>
            <numerusform>{0} exemples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>as for all</source>
        <translation>comme toutes</translation>
    </message>
    <message>
        <source>by column</source>
        <translation>par colonne</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>entrées</translation>
    </message>
    <message>
        <source>inputs and {target}</source>
        <translation>entrées et {target}</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>one-hot: {count}</source>
        <translation>one-hot : {count}</translation>
    </message>
    <message>
        <source>row left out</source>
        <translation>ligne écartée</translation>
    </message>
    <message numerus="yes">
        <source>{count} column(s) with a scaling of their own</source>
        <translation>
            <numerusform>{count} colonne avec sa propre échelle</numerusform>
            <numerusform>{count} colonnes avec leur propre échelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} empty cell(s) count as: {how}</source>
        <translation>
            <numerusform>{count} cellule vide : {how}</numerusform>
            <numerusform>{count} cellules vides : {how}</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} empty: {how}</source>
        <translation>{count} vides : {how}</translation>
    </message>
    <message>
        <source>{count} one-hot</source>
        <translation>{count} en one-hot</translation>
    </message>
    <message>
        <source>{count} otherwise</source>
        <translation>{count} autrement</translation>
    </message>
    <message numerus="yes">
        <source>{count} text column(s): a 0 or 1 for each category</source>
        <translation>
            <numerusform>{count} colonne de textes : un 0 ou un 1 par catégorie</numerusform>
            <numerusform>{count} colonnes de textes : un 0 ou un 1 par catégorie</numerusform>
        </translation>
    </message>
    <message>
        <source>{what} as they are</source>
        <translation>{what} : sans mise à l’échelle</translation>
    </message>
    <message>
        <source>{what} by median and quartiles</source>
        <translation>{what} : médiane et quartiles</translation>
    </message>
    <message>
        <source>{what} from {range}</source>
        <translation>{what} : de {range}</translation>
    </message>
    <message>
        <source>{what} standardised</source>
        <translation>{what} : standardisation</translation>
    </message>
</context>
<context>
    <name>PreparationRow</name>
    <message>
        <source>Becomes</source>
        <translation>Devient</translation>
    </message>
    <message>
        <source>Cells without a value, and what they count as</source>
        <translation>Cellules sans valeur, et ce qu’elles valent</translation>
    </message>
    <message>
        <source>Change empty cells of {columns}</source>
        <translation>Changer les cellules vides de {columns}</translation>
    </message>
    <message>
        <source>Change the scaling of {columns}</source>
        <translation>Changer l’échelle de {columns}</translation>
    </message>
    <message>
        <source>Choose columns for settings of their own</source>
        <translation>Choisissez des colonnes pour leur donner leurs propres réglages</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vides</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Cellules vides</translation>
    </message>
    <message>
        <source>Empty cells of the chosen columns</source>
        <translation>Cellules vides des colonnes choisies</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Préparation</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Scaling of the chosen columns</source>
        <translation>Mise à l’échelle des colonnes choisies</translation>
    </message>
    <message>
        <source>Settings of the preparation</source>
        <translation>Réglages de la préparation</translation>
    </message>
    <message>
        <source>The columns stand here as soon as the data is read.</source>
        <translation>Les colonnes apparaissent ici dès que les données sont lues.</translation>
    </message>
    <message>
        <source>What becomes of the columns before the network sees them. All of it is worked out from the rows that are learnt from, and kept with the network for new rows.</source>
        <translation>Ce que deviennent les colonnes avant que le réseau ne les voie. Tout est calculé sur les lignes d’apprentissage seules, et gardé avec le réseau pour de nouvelles lignes.</translation>
    </message>
    <message>
        <source>What is done to each column</source>
        <translation>Ce qui est fait de chaque colonne</translation>
    </message>
    <message numerus="yes">
        <source>{count} column(s) chosen</source>
        <translation>
            <numerusform>{count} colonne choisie</numerusform>
            <numerusform>{count} colonnes choisies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>&amp;Presentation</source>
        <translation>&amp;Présentation</translation>
    </message>
    <message>
        <source>Esc leaves · Space plays and pauses · → takes a step · Ctrl+K finds every command · Ctrl + and Ctrl − change the size of text</source>
        <translation>Échap pour sortir · Espace lance et met en pause · → fait un pas · Ctrl+K trouve toute commande · Ctrl + et Ctrl − changent la taille du texte</translation>
    </message>
    <message>
        <source>The whole screen, larger text and thicker lines; Esc leaves</source>
        <translation>Tout l’écran, un texte plus grand et des traits plus épais ; Échap pour en sortir</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Probabilities</source>
        <translation>Probabilités</translation>
    </message>
    <message>
        <source>Probabilities of the classes</source>
        <translation>Probabilités des classes</translation>
    </message>
</context>
<context>
    <name>ProbabilityPage</name>
    <message>
        <source>A line between the classes, of the standardised inputs (scikit-learn)</source>
        <translation>Une droite entre les classes, sur les entrées standardisées (scikit-learn)</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>AUC {0}</source>
        <translation>AUC {0}</translation>
    </message>
    <message>
        <source>Accuracy on the test samples</source>
        <translation>Exactitude sur les exemples de test</translation>
    </message>
    <message>
        <source>Accuracy on the training samples</source>
        <translation>Exactitude sur les exemples d’entraînement</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>Tout juste</translation>
    </message>
    <message>
        <source>All samples of this part are of the class, or none is: there is no curve.</source>
        <translation>Tous les exemples de cette partie sont de la classe, ou aucun : il n’y a pas de courbe.</translation>
    </message>
    <message>
        <source>Always the class that most training samples are of</source>
        <translation>Toujours la classe la plus fréquente parmi les exemples d’entraînement</translation>
    </message>
    <message>
        <source>Av. precision</source>
        <translation>Préc. moy.</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Au hasard</translation>
    </message>
    <message>
        <source>Cal. error</source>
        <translation>Écart cal.</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Calibration</translation>
    </message>
    <message>
        <source>Curve of a class’s probabilities</source>
        <translation>Courbe des probabilités d’une classe</translation>
    </message>
    <message>
        <source>False positives: others taken for {0}</source>
        <translation>Faux positifs : autres prises pour {0}</translation>
    </message>
    <message>
        <source>Figures beside those of something simpler</source>
        <translation>Résultats à côté de ceux d’une estimation plus simple</translation>
    </message>
    <message>
        <source>From {0} of {1} training samples, evenly spread.</source>
        <translation>Sur {0} des {1} exemples d’entraînement, régulièrement espacés.</translation>
    </message>
    <message>
        <source>How far the probabilities of the class are from how often it is true</source>
        <translation>Écart entre les probabilités de la classe et sa fréquence réelle</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>Régression logistique</translation>
    </message>
    <message>
        <source>Most frequent class</source>
        <translation>Classe majoritaire</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Of the chosen class, on the chosen samples</source>
        <translation>Pour la classe choisie, sur les exemples choisis</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Précision et rappel</translation>
    </message>
    <message>
        <source>Precision: right among those taken for {0}</source>
        <translation>Précision : part juste des prédictions {0}</translation>
    </message>
    <message>
        <source>Predicted probability of {0}</source>
        <translation>Probabilité prédite de {0}</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>Courbe ROC</translation>
    </message>
    <message>
        <source>Recall: {0} found</source>
        <translation>Rappel : {0}, part trouvée</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>The class against all others</source>
        <translation>La classe contre toutes les autres</translation>
    </message>
    <message>
        <source>Three ways to see how good the probabilities are</source>
        <translation>Trois façons de voir la qualité des probabilités</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entr.</translation>
    </message>
    <message>
        <source>True positives: {0} found</source>
        <translation>Vrais positifs : {0}, part trouvée</translation>
    </message>
    <message>
        <source>True share of {0}</source>
        <translation>Part réelle de {0}</translation>
    </message>
    <message>
        <source>Which class</source>
        <translation>Quelle classe</translation>
    </message>
    <message>
        <source>Which curve</source>
        <translation>Quelle courbe</translation>
    </message>
    <message>
        <source>average precision {0}</source>
        <translation>précision moyenne {0}</translation>
    </message>
    <message>
        <source>grey: {name} {figure}</source>
        <translation>en gris : {name} {figure}</translation>
    </message>
    <message numerus="yes">
        <source>live, from {0} of {1} sample(s)</source>
        <translation>
            <numerusform>en direct, sur {0} exemple de {1}</numerusform>
            <numerusform>en direct, sur {0} des {1} exemples</numerusform>
        </translation>
    </message>
    <message>
        <source>mean distance {0}</source>
        <translation>écart moyen {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} sample(s)</source>
        <translation>
            <numerusform>{0} exemple</numerusform>
            <numerusform>{0} exemples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PythonPanel</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>Put all lines on the clipboard</source>
        <translation>Mettre toutes les lignes dans le presse-papiers</translation>
    </message>
    <message>
        <source>The network as Python</source>
        <translation>Le réseau en Python</translation>
    </message>
</context>
<context>
    <name>PythonView</name>
    <message>
        <source>Network as P&amp;ython</source>
        <translation>Réseau en P&amp;ython</translation>
    </message>
    <message>
        <source>Network as Python</source>
        <translation>Réseau en Python</translation>
    </message>
    <message>
        <source>Show the layers as lines of Python, beside their list</source>
        <translation>Montrer les couches en lignes de Python, à côté de leur liste</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>Lecteur</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>Dossier de fichiers</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Raccourci</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Rechercher dans :</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Type de fichiers :</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 Go</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 ko</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 Mo</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1 To</translation>
    </message>
    <message>
        <source>%1 byte(s)</source>
        <translation>%1 octet(s)</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octets</translation>
    </message>
    <message>
        <source>&lt;b&gt;The name &quot;%1&quot; can not be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuations marks.</source>
        <translation>&lt;b&gt;Le nom « %1 » ne peut pas être utilisé.&lt;/b&gt;&lt;p&gt;Essayez un autre nom, plus court ou sans signes de ponctuation.</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QProgressBar</name>
    <message>
        <source>%p%</source>
        <translation>%p %</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Control</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
</context>
<context>
    <name>QualityTable</name>
    <message>
        <source>MSE, {0}</source>
        <translation>MSE, {0}</translation>
    </message>
    <message>
        <source>MSE: the mean squared error, with black at 0 and white at 1. PSNR: the same in decibels, 10 log₁₀(1 / MSE); 3 dB more is half the error.</source>
        <translation>MSE : l’erreur quadratique moyenne, le noir valant 0 et le blanc 1. PSNR : la même chose en décibels, 10 log₁₀(1 / MSE) ; 3 dB de plus font moitié moins d’erreur.</translation>
    </message>
    <message>
        <source>PSNR, {0}</source>
        <translation>PSNR, {0}</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>A number, such as 0.25</source>
        <translation>Un nombre, tel que 0,25</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Not yet. Compute it once more.</source>
        <translation>Pas encore. Refaites le calcul.</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Exact.</translation>
    </message>
    <message>
        <source>There is no such value in this network now: Start again.</source>
        <translation>Cette valeur n’existe pas dans ce réseau : Recommencer.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Ce n’est pas un nombre.</translation>
    </message>
</context>
<context>
    <name>RatePlot</name>
    <message>
        <source>Average</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Loss against learning rate</source>
        <translation>Perte selon le taux d’apprentissage</translation>
    </message>
    <message>
        <source>Rate {rate}&lt;br&gt;Loss {loss}&lt;br&gt;Average {average}</source>
        <translation>Taux {rate}&lt;br&gt;Perte {loss}&lt;br&gt;Moyenne {average}</translation>
    </message>
</context>
<context>
    <name>RateWindow</name>
    <message>
        <source>A copy of the network trains while its learning rate grows from step to step: too small, and the loss stays as it is; too large, and it runs away. A good rate lies well before the lowest point, where the loss still falls steeply: the suggestion is a tenth of the rate at the lowest point.</source>
        <translation>Une copie du réseau s’entraîne pendant que son taux d’apprentissage grandit de pas en pas : trop petit, la perte ne bouge pas ; trop grand, elle s’emballe. Un bon taux se trouve bien avant le point le plus bas, là où la perte descend encore fortement : la suggestion est le dixième du taux au point le plus bas.</translation>
    </message>
    <message>
        <source>Begin with the weights that the training has reached, not with first weights</source>
        <translation>Commencer par les poids que l’entraînement a atteints, et non par de premiers poids</translation>
    </message>
    <message>
        <source>Chosen rate</source>
        <translation>Taux choisi</translation>
    </message>
    <message>
        <source>Chosen rate (click or drag in the plot, or type)</source>
        <translation>Taux choisi (cliquez ou glissez sur la courbe, ou tapez-le)</translation>
    </message>
    <message>
        <source>From the weights of now</source>
        <translation>Depuis les poids actuels</translation>
    </message>
    <message>
        <source>It never ran away: a higher highest rate may show more.</source>
        <translation>Elle ne s’est jamais emballée : un taux maximal plus haut peut en montrer davantage.</translation>
    </message>
    <message>
        <source>Learning-rate finder</source>
        <translation>Recherche du taux d’apprentissage</translation>
    </message>
    <message>
        <source>Learning-rate finder – diynn</source>
        <translation>Recherche du taux d’apprentissage – diynn</translation>
    </message>
    <message>
        <source>Press Start, and the loss at each learning rate will be drawn here.</source>
        <translation>Appuyez sur Démarrer : la perte à chaque taux d’apprentissage sera tracée ici.</translation>
    </message>
    <message>
        <source>Stopped. Press Start to search again; nothing has been changed.</source>
        <translation>Arrêté. Appuyez sur Démarrer pour chercher de nouveau ; rien n’a été changé.</translation>
    </message>
    <message>
        <source>Suggested: {rate}, a tenth of {lowest}, where the loss was lowest. It fell fastest round {steepest}.</source>
        <translation>Suggestion : {rate}, le dixième de {lowest}, où la perte était la plus basse. Elle descendait le plus vite autour de {steepest}.</translation>
    </message>
    <message>
        <source>Take it into the design; undo brings the old one back</source>
        <translation>Le mettre dans la configuration ; Annuler ramène l’ancien</translation>
    </message>
    <message>
        <source>The design has changed since: press Start to search again.</source>
        <translation>L’architecture a changé depuis : appuyez sur Démarrer pour chercher de nouveau.</translation>
    </message>
    <message>
        <source>The learning rate is {rate} now. Undo brings back {old}.</source>
        <translation>Le taux d’apprentissage est maintenant {rate}. Annuler ramène {old}.</translation>
    </message>
    <message>
        <source>Use this rate</source>
        <translation>Utiliser ce taux</translation>
    </message>
    <message>
        <source>chosen {rate}</source>
        <translation>choisi {rate}</translation>
    </message>
    <message>
        <source>now {rate}</source>
        <translation>actuel {rate}</translation>
    </message>
    <message>
        <source>suggested {rate}</source>
        <translation>suggéré {rate}</translation>
    </message>
</context>
<context>
    <name>Reconstruction</name>
    <message>
        <source>MSE of an image</source>
        <translation>MSE d’une image</translation>
    </message>
    <message>
        <source>PCA {0} (dashed)</source>
        <translation>ACP {0} (tirets)</translation>
    </message>
    <message>
        <source>PSNR of an image (dB)</source>
        <translation>PSNR d’une image (dB)</translation>
    </message>
    <message>
        <source>Test image {0}</source>
        <translation>Image de test {0}</translation>
    </message>
    <message>
        <source>Test image {0}, class {1}</source>
        <translation>Image de test {0}, classe {1}</translation>
    </message>
    <message>
        <source>There are no test images of this kind. Choose another class or the training images.</source>
        <translation>Il n’y a pas d’image de test de ce genre. Choisissez une autre classe ou les images d’entraînement.</translation>
    </message>
    <message>
        <source>There are no training images of this kind. Choose another class.</source>
        <translation>Il n’y a pas d’image d’entraînement de ce genre. Choisissez une autre classe.</translation>
    </message>
    <message>
        <source>Training image {0}</source>
        <translation>Image d’entraînement {0}</translation>
    </message>
    <message>
        <source>Training image {0}, class {1}</source>
        <translation>Image d’entraînement {0}, classe {1}</translation>
    </message>
    <message>
        <source>Write the numbers of the images to see in the field above: 3, 17, 20-25.</source>
        <translation>Écrivez dans le champ ci-dessus les numéros des images à voir : 3, 17, 20-25.</translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} test image(s)</source>
        <translation>
            <numerusform>en moyenne sur {0} image de test</numerusform>
            <numerusform>en moyenne sur {0} images de test</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} test image(s) of class {1}</source>
        <translation>
            <numerusform>en moyenne sur {0} image de test de la classe {1}</numerusform>
            <numerusform>en moyenne sur {0} images de test de la classe {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} training image(s)</source>
        <translation>
            <numerusform>en moyenne sur {0} image d’entraînement</numerusform>
            <numerusform>en moyenne sur {0} images d’entraînement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} training image(s) of class {1}</source>
        <translation>
            <numerusform>en moyenne sur {0} image d’entraînement de la classe {1}</numerusform>
            <numerusform>en moyenne sur {0} images d’entraînement de la classe {1}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} (the loss)</source>
        <translation>{0} (la perte)</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
    <message>
        <source>{0}, mean over the pixels of an image</source>
        <translation>{0}, moyenne sur les pixels d’une image</translation>
    </message>
    <message>
        <source>{0}, sum over the pixels of an image</source>
        <translation>{0}, somme sur les pixels d’une image</translation>
    </message>
    <message>
        <source>“{0}” is no auto-encoder, so it draws no images.</source>
        <translation>« {0} » n’est pas un auto-encodeur et ne dessine donc pas d’images.</translation>
    </message>
</context>
<context>
    <name>ReconstructionTab</name>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>How the error of an image is told.
MSE: the mean squared difference of its pixels.
PSNR: the same in decibels, 10 log₁₀(range² / MSE); more is better, and 3 dB more is half the error.</source>
        <translation>Comment l’erreur d’une image est exprimée.
MSE : l’écart quadratique moyen de ses pixels.
PSNR : la même chose en décibels, 10 log₁₀(étendue² / MSE) ; plus il est grand, mieux c’est, et 3 dB de plus font moitié moins d’erreur.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>These samples are not images, so there is nothing to draw again. Choose the template “Small digits, auto-encoder”, or digits or a folder of images of your own in the first row of the network.</source>
        <translation>Ces exemples ne sont pas des images, il n’y a donc rien à redessiner. Choisissez le modèle « Petits chiffres, auto-encodeur », ou des chiffres ou un dossier d’images à vous à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>This network says what an image shows; it draws none. Reconstruction needs an auto-encoder: choose the template “Small digits, auto-encoder”, or let the first row of the network ask for the input instead of the target.</source>
        <translation>Ce réseau dit ce que montre une image ; il n’en dessine pas. La reconstruction demande un auto-encodeur : choisissez le modèle « Petits chiffres, auto-encodeur », ou demandez l’entrée au lieu de la cible à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>différence</translation>
    </message>
    <message>
        <source>original</source>
        <translation>original</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>reconstruction</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Opening the safety copy…</source>
        <translation>Ouverture de la copie de sécurité…</translation>
    </message>
    <message>
        <source>What an earlier session left unsaved cannot be brought back: {reason} It was put aside in {folder}.</source>
        <translation>Ce qu’une session précédente a laissé sans l’enregistrer ne peut pas être récupéré : {reason} C’est mis de côté dans {folder}.</translation>
    </message>
    <message>
        <source>“{title}” is back as it was on {time}. It is not saved yet.</source>
        <translation>« {title} » est de retour, tel qu’il était le {time}. Il n’est pas encore enregistré.</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Bring it back</source>
        <translation>Le récupérer</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Go on with it; it is saved when you save it</source>
        <translation>Continuer avec lui ; il n’est enregistré que lorsque vous l’enregistrez</translation>
    </message>
    <message numerus="yes">
        <source>It is as it was on {time}, after {epochs} epoch(s) of training.</source>
        <translation>
            <numerusform>Il est tel qu’il était le {time}, après {epochs} époque d’entraînement.</numerusform>
            <numerusform>Il est tel qu’il était le {time}, après {epochs} époques d’entraînement.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is as it was on {time}, not trained for a whole epoch yet.</source>
        <translation>Il est tel qu’il était le {time}, avant la fin d’une première époque d’entraînement.</translation>
    </message>
    <message>
        <source>Keep it, and ask again at the next start</source>
        <translation>Le garder, et redemander au prochain démarrage</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gardé le</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Not saved to a file yet</source>
        <translation>Pas encore enregistré dans un fichier</translation>
    </message>
    <message>
        <source>Throw it away for good</source>
        <translation>Le jeter pour de bon</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>Travail non enregistré</translation>
    </message>
    <message>
        <source>Work that was not saved</source>
        <translation>Travail qui n’a pas été enregistré</translation>
    </message>
    <message>
        <source>diynn ended without warning, but kept the unsaved work on “{title}”.</source>
        <translation>diynn s’est arrêté sans prévenir, mais a gardé le travail non enregistré sur « {title} ».</translation>
    </message>
    <message>
        <source>diynn ended without warning, but kept {count} networks that were not saved. Choose one; the others are offered again at the next start.</source>
        <translation>diynn s’est arrêté sans prévenir, mais a gardé {count} réseaux non enregistrés. Choisissez-en un ; les autres seront proposés de nouveau au prochain démarrage.</translation>
    </message>
</context>
<context>
    <name>ReportExperiments</name>
    <message>
        <source>The report’s experiments</source>
        <translation>Les expériences du rapport</translation>
    </message>
</context>
<context>
    <name>Restarts</name>
    <message>
        <source>As many epochs again</source>
        <translation>Encore autant d’époques</translation>
    </message>
    <message>
        <source>Branch from epoch {0}</source>
        <translation>Bifurquer de l’époque {0}</translation>
    </message>
    <message>
        <source>Weights of long ago cannot be brought back by Undo any more: together they would take too much memory.</source>
        <translation>Annuler ne peut plus rétablir les poids les plus anciens : ensemble, ils prendraient trop de mémoire.</translation>
    </message>
</context>
<context>
    <name>RestorationGrid</name>
    <message>
        <source>Denoised images</source>
        <translation>Images débruitées</translation>
    </message>
    <message>
        <source>PSNR {0} dB</source>
        <translation>PSNR {0} dB</translation>
    </message>
</context>
<context>
    <name>RowForm</name>
    <message>
        <source>Answer: {name} ({share})</source>
        <translation>Réponse : {name} ({share})</translation>
    </message>
    <message>
        <source>Answer: {values}</source>
        <translation>Réponse : {values}</translation>
    </message>
    <message>
        <source>Type one row</source>
        <translation>Saisir une ligne</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Alt and the arrow keys move a layer, Del removes it, F1 explains it.</source>
        <translation>Alt et les flèches déplacent une couche, Suppr la retire, F1 l’explique.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Mean of {0} networks</source>
        <translation>Moyenne de {0} réseaux</translation>
    </message>
    <message>
        <source>The mean of the ticked runs is being worked out.</source>
        <translation>La moyenne des exécutions cochées est en cours de calcul.</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>Ce réseau</translation>
    </message>
    <message>
        <source>Tick two or more runs in the list of runs.</source>
        <translation>Cochez au moins deux exécutions dans la liste des exécutions.</translation>
    </message>
    <message>
        <source>{0}, best weights</source>
        <translation>{0}, meilleurs poids</translation>
    </message>
    <message>
        <source>{0}, epoch {1}</source>
        <translation>{0}, époque {1}</translation>
    </message>
    <message>
        <source>{0}, from {1}</source>
        <translation>{0}, dès {1}</translation>
    </message>
    <message>
        <source>{0}, weights by hand</source>
        <translation>{0}, poids à la main</translation>
    </message>
    <message>
        <source>{names} and others</source>
        <translation>{names} et d’autres</translation>
    </message>
    <message>
        <source>{names} left the run list, which has room for {most}. Save or tick what must stay.</source>
        <translation>{names} : sorti de la liste des exécutions, qui en contient {most} au plus. Enregistrez ou cochez ce qui doit rester.</translation>
    </message>
    <message>
        <source>{names} left the run list: together the runs would take too much memory. Save or tick what must stay.</source>
        <translation>{names} : sorti de la liste des exécutions, car ensemble ils prendraient trop de mémoire. Enregistrez ou cochez ce qui doit rester.</translation>
    </message>
    <message>
        <source>“{0}” stands in the list of runs, with its figures.</source>
        <translation>« {0} » se trouve dans la liste des exécutions, avec ses résultats.</translation>
    </message>
</context>
<context>
    <name>RunSettings</name>
    <message>
        <source>More settings of the training</source>
        <translation>Autres réglages de l’entraînement</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Schedule, weight decay, validation, early stopping, clipping</source>
        <translation>Planification du taux, décroissance des poids, validation, arrêt précoce, écrêtage</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>rate now {0}</source>
        <translation>taux actuel {0}</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>All {done} epoch(s) were done: it goes on up to epoch {last}. Undo takes that back.</source>
        <translation>
            <numerusform>La seule époque était terminée : on continue jusqu’à l’époque {last}. Annuler revient en arrière.</numerusform>
            <numerusform>Les {done} époques étaient terminées : on continue jusqu’à l’époque {last}. Annuler revient en arrière.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{schedule} is laid over {now} epoch(s) now, no longer over {before}: the learning rate goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.</source>
        <translation>
            <numerusform>{schedule} s’étend maintenant sur {now} époque, et non plus sur {before} : le taux d’apprentissage passe de {low} à {high} à l’époque {epoch}. Une exécution depuis le début donne d’autres poids.</numerusform>
            <numerusform>{schedule} s’étend maintenant sur {now} époques, et non plus sur {before} : le taux d’apprentissage passe de {low} à {high} à l’époque {epoch}. Une exécution depuis le début donne d’autres poids.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>A branch of {0} from epoch {1}</source>
        <translation>Une branche de {0} dès l’époque {1}</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Accuracy after the last epoch: training above, test below</source>
        <translation>Exactitude après la dernière époque : entraînement en haut, test en bas</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Meilleure</translation>
    </message>
    <message>
        <source>Changed while it trained: {0}</source>
        <translation>Changé pendant l’entraînement : {0}</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Its weights are the best ones, of epoch {0}; so are loss and accuracy.</source>
        <translation>Ses poids sont les meilleurs, ceux de l’époque {0} ; de même la perte et l’exactitude.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Loss after the last epoch: training above, test below</source>
        <translation>Perte après la dernière époque : entraînement en haut, test en bas</translation>
    </message>
    <message>
        <source>Number of weights of the network</source>
        <translation>Nombre de poids du réseau</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Exécution</translation>
    </message>
    <message>
        <source>The best epoch so far, by test accuracy, or by loss where there is none</source>
        <translation>La meilleure époque jusqu’ici, selon l’exactitude de test, ou selon la perte là où il n’y en a pas</translation>
    </message>
    <message>
        <source>Tick a run to show it beside the current run</source>
        <translation>Cochez une exécution pour l’afficher à côté de l’exécution courante</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Time that the run has computed</source>
        <translation>Temps de calcul de l’exécution</translation>
    </message>
    <message>
        <source>Times that the run has seen every sample</source>
        <translation>Nombre de fois que l’exécution a vu chaque exemple</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>best, epoch {0}</source>
        <translation>meilleurs, époque {0}</translation>
    </message>
    <message>
        <source>gradients with a fault</source>
        <translation>gradients avec une faute</translation>
    </message>
    <message>
        <source>last, epoch {0}</source>
        <translation>derniers, époque {0}</translation>
    </message>
    <message>
        <source>mean of {0} networks</source>
        <translation>moyenne de {0} réseaux</translation>
    </message>
    <message>
        <source>other data</source>
        <translation>autres données</translation>
    </message>
    <message>
        <source>same bits up to {0}</source>
        <translation>mêmes bits jusqu’à {0}</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>affichée</translation>
    </message>
    <message>
        <source>training now</source>
        <translation>s’entraîne</translation>
    </message>
    <message>
        <source>weights by hand</source>
        <translation>poids à la main</translation>
    </message>
    <message>
        <source>{0}: learns from other data, so a tick shows its curves but no pictures of it</source>
        <translation>{0} : apprend d’autres données ; cochée, elle montre ses courbes mais pas ses images</translation>
    </message>
    <message>
        <source>{0}: the current run, always shown</source>
        <translation>{0} : l’exécution courante, toujours affichée</translation>
    </message>
    <message>
        <source>{0}: tick it to show it beside the current run</source>
        <translation>{0} : cochez-la pour l’afficher à côté de l’exécution courante</translation>
    </message>
    <message>
        <source>{0}: training {1}, test {2}</source>
        <translation>{0} : entraînement {1}, test {2}</translation>
    </message>
    <message>
        <source>{0}: {1} in epoch {2}</source>
        <translation>{0} : {1} à l’époque {2}</translation>
    </message>
</context>
<context>
    <name>RunsTab</name>
    <message>
        <source>Average the ticked runs</source>
        <translation>Faire la moyenne des exécutions cochées</translation>
    </message>
    <message>
        <source>Begin a new run with its data, layers and settings</source>
        <translation>Commencer une nouvelle exécution avec ses données, ses couches et ses réglages</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>Tableau CSV (*.csv)</translation>
    </message>
    <message>
        <source>Choose one run that is not shown now</source>
        <translation>Choisissez une exécution qui n’est pas affichée</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation>Couleur {0}</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>Y revenir</translation>
    </message>
    <message>
        <source>Go back to “{0}”</source>
        <translation>Revenir à « {0} »</translation>
    </message>
    <message>
        <source>Make a run whose network answers with the mean of the answers of the ticked ones</source>
        <translation>Créer une exécution dont le réseau répond par la moyenne des réponses de celles qui sont cochées</translation>
    </message>
    <message>
        <source>More for the chosen runs</source>
        <translation>Plus d’actions pour les exécutions choisies</translation>
    </message>
    <message>
        <source>No difference: these runs have the same data, layers and settings. They were trained for another time or from another start.</source>
        <translation>Aucune différence : ces exécutions ont les mêmes données, couches et réglages. Elles ont été entraînées plus ou moins longtemps, ou à partir d’un autre départ.</translation>
    </message>
    <message>
        <source>No runs yet. Press play: each training stands here from its first step on, with its figures, and can be laid beside the next one. So does a network opened from a file with its weights.</source>
        <translation>Pas encore d’exécution. Appuyez sur Lecture : chaque entraînement se place ici dès son premier pas, avec ses résultats, et peut être mis à côté du suivant. De même un réseau ouvert d’un fichier avec ses poids.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Remove from the run list</source>
        <translation>Retirer de la liste des exécutions</translation>
    </message>
    <message>
        <source>Remove {0} runs</source>
        <translation>Retirer {0} exécutions</translation>
    </message>
    <message>
        <source>Remove “{0}”</source>
        <translation>Retirer « {0} »</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>Save the curves as CSV…</source>
        <translation>Enregistrer les courbes en CSV…</translation>
    </message>
    <message>
        <source>Save the curves of the ticked runs as a table: a line for each run and epoch</source>
        <translation>Enregistrer en tableau les courbes des exécutions cochées : une ligne par exécution et par époque</translation>
    </message>
    <message>
        <source>Show this run with its weights and its design, and train on</source>
        <translation>Afficher cette exécution avec ses poids et son architecture, et poursuivre l’entraînement</translation>
    </message>
    <message>
        <source>The curves show the last {0} of {1} ticked runs.</source>
        <translation>Les courbes montrent les {0} dernières des {1} exécutions cochées.</translation>
    </message>
    <message>
        <source>Tick a run above to see here in what its design differs from the one shown now.</source>
        <translation>Cochez une exécution ci-dessus pour voir ici en quoi son architecture diffère de celle de l’exécution courante.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Tout cocher</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Tout décocher</translation>
    </message>
    <message>
        <source>Use its design</source>
        <translation>Reprendre son architecture</translation>
    </message>
    <message>
        <source>Use the design of “{0}”</source>
        <translation>Reprendre l’architecture de « {0} »</translation>
    </message>
    <message>
        <source>What differs between the designs</source>
        <translation>Ce qui diffère entre les architectures</translation>
    </message>
    <message>
        <source>What was changed while it trained</source>
        <translation>Ce qui a été changé pendant l’entraînement</translation>
    </message>
</context>
<context>
    <name>SampleChooser</name>
    <message>
        <source>Next sample</source>
        <translation>Exemple suivant</translation>
    </message>
    <message>
        <source>Number of the sample</source>
        <translation>Numéro de l’exemple</translation>
    </message>
    <message>
        <source>Number of the sample; ↑ and ↓ go on by one</source>
        <translation>Numéro de l’exemple ; ↑ et ↓ avancent d’un en un</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>Exemple précédent</translation>
    </message>
    <message>
        <source>Take the sample from the test or the training part</source>
        <translation>Prendre l’exemple dans la partie de test ou d’entraînement</translation>
    </message>
    <message>
        <source>Test sample</source>
        <translation>Exemple de test</translation>
    </message>
    <message>
        <source>Training sample</source>
        <translation>Exemple d’entraînement</translation>
    </message>
    <message>
        <source>Which part</source>
        <translation>Quelle partie</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>sur {0}</translation>
    </message>
</context>
<context>
    <name>SampleList</name>
    <message>
        <source>Samples</source>
        <translation>Exemples</translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message>
        <source>How the learning rate changes in the course of the run</source>
        <translation>Comment le taux d’apprentissage change au fil de l’exécution</translation>
    </message>
    <message>
        <source>It falls when the loss comes to rest, which nobody knows beforehand.</source>
        <translation>Il descend quand la perte se stabilise, ce que personne ne sait d’avance.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Rate now: {0}</source>
        <translation>Taux actuel : {0}</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Planification du taux</translation>
    </message>
    <message>
        <source>Schedule of the learning rate</source>
        <translation>Planification du taux d’apprentissage</translation>
    </message>
    <message numerus="yes">
        <source>The learning rate from the first to the last of {0} epoch(s).</source>
        <translation>
            <numerusform>Le taux d’apprentissage pendant {0} époque.</numerusform>
            <numerusform>Le taux d’apprentissage, de la première à la dernière des {0} époques.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SchedulePlot</name>
    <message>
        <source>The learning rate in the course of the run</source>
        <translation>Le taux d’apprentissage au fil de l’exécution</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Best weights</source>
        <translation>Meilleurs poids</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Depuis le début</translation>
    </message>
    <message>
        <source>New weights, seed {0}</source>
        <translation>Nouveaux poids, graine {0}</translation>
    </message>
    <message>
        <source>Other data: the training was paused. Undo brings it back.</source>
        <translation>Autres données : l’entraînement a été mis en pause. Annuler le fait revenir.</translation>
    </message>
    <message>
        <source>The data has changed since this training: only its weights are kept.</source>
        <translation>Les données ont changé depuis cet entraînement : seuls ses poids sont gardés.</translation>
    </message>
    <message>
        <source>The network changed: its training was paused. Undo brings it back.</source>
        <translation>Le réseau a changé : son entraînement est en pause. Annuler le ramène.</translation>
    </message>
    <message>
        <source>The step under way takes long: the change is taken up after it.</source>
        <translation>Le pas en cours est long : la modification sera prise en compte après lui.</translation>
    </message>
    <message>
        <source>There can be no more epochs.</source>
        <translation>Il ne peut pas y avoir plus d’époques.</translation>
    </message>
    <message>
        <source>There is not enough memory for this network.</source>
        <translation>Il n’y a pas assez de mémoire pour ce réseau.</translation>
    </message>
    <message>
        <source>These are the same samples: the training goes on.</source>
        <translation>Ce sont les mêmes exemples : l’apprentissage continue.</translation>
    </message>
    <message>
        <source>These weights are of the past: branch first.</source>
        <translation>Ces poids sont du passé : bifurquez d’abord.</translation>
    </message>
    <message>
        <source>This network was trained before: its weights of epoch {0} are back.</source>
        <translation>Ce réseau a déjà été entraîné : ses poids de l’époque {0} sont rétablis.</translation>
    </message>
    <message>
        <source>Type a weight</source>
        <translation>Taper un poids</translation>
    </message>
</context>
<context>
    <name>SessionMessages</name>
    <message>
        <source>What led to it stands below the layers, with a way out.</source>
        <translation>La cause est indiquée sous les couches, avec un moyen d’y remédier.</translation>
    </message>
</context>
<context>
    <name>SheetButton</name>
    <message>
        <source>A line for each term</source>
        <translation>Une ligne par terme</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Copy and save</source>
        <translation>Copier et enregistrer</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copier comme texte</translation>
    </message>
    <message>
        <source>Copy the calculation, or save it as a sheet</source>
        <translation>Copier le calcul, ou l’enregistrer comme feuille</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>PDF sheet</source>
        <translation>Feuille PDF</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save as PDF with blanks…</source>
        <translation>Enregistrer en PDF avec des blancs…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Enregistrer en PDF…</translation>
    </message>
</context>
<context>
    <name>Shooting</name>
    <message>
        <source>Epoch {epoch}</source>
        <translation>Époque {epoch}</translation>
    </message>
    <message>
        <source>Epoch {epoch} cannot be brought back: no steps lead there any more.</source>
        <translation>L’époque {epoch} ne peut pas être retrouvée : plus aucun pas n’y mène.</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>A page to print and to pin beside the screen</source>
        <translation>Une page à imprimer et à afficher près de l’écran</translation>
    </message>
    <message>
        <source>Find a key</source>
        <translation>Chercher une touche</translation>
    </message>
    <message>
        <source>Find a key or what it does</source>
        <translation>Chercher une touche ou ce qu’elle fait</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Keys of diynn</source>
        <translation>Touches de diynn</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>Page (*.pdf)</source>
        <translation>Page (*.pdf)</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Enregistrer en &amp;PDF…</translation>
    </message>
    <message>
        <source>Save the list of keys</source>
        <translation>Enregistrer la liste des touches</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Ce qu’elle fait</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Back to the sample</source>
        <translation>Revenir à l’exemple</translation>
    </message>
    <message>
        <source>Back to the sample; nothing has happened</source>
        <translation>Retour à l’exemple ; rien n’est arrivé</translation>
    </message>
    <message>
        <source>Back to the weights before it (Backspace)</source>
        <translation>Revenir aux poids d’avant (Retour arrière)</translation>
    </message>
    <message>
        <source>Backward: row {row}, {layer}</source>
        <translation>Retour : ligne {row}, {layer}</translation>
    </message>
    <message numerus="yes">
        <source>Epoch {epoch}, batch {batch}: {samples} sample(s), learning rate {rate}. Loss of this batch: {before} now, {after} after the step. The sums here differ from the step’s own by {apart} of the largest gradient at most.</source>
        <translation>
            <numerusform>Époque {epoch}, batch {batch} : {samples} exemple, taux d’apprentissage {rate}. Perte de ce batch : {before} maintenant, {after} après le pas. Les sommes d’ici s’écartent de celles du pas de {apart} du plus grand gradient au plus.</numerusform>
            <numerusform>Époque {epoch}, batch {batch} : {samples} exemples, taux d’apprentissage {rate}. Perte de ce batch : {before} maintenant, {after} après le pas. Les sommes d’ici s’écartent de celles du pas de {apart} du plus grand gradient au plus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Forward: row {row}, {layer}</source>
        <translation>Aller : ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>Go through the stages by itself</source>
        <translation>Parcourir les étapes tout seul</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Let the training take this step</source>
        <translation>Laisser l’entraînement faire ce pas</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Next stage (→)</source>
        <translation>Étape suivante (→)</translation>
    </message>
    <message>
        <source>Stage before (←)</source>
        <translation>Étape précédente (←)</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Faire ce pas</translation>
    </message>
    <message>
        <source>The step is taken</source>
        <translation>Le pas est fait</translation>
    </message>
    <message>
        <source>Undo the step</source>
        <translation>Annuler ce pas</translation>
    </message>
    <message>
        <source>Update: {weight} of row {row}, {layer}</source>
        <translation>Mise à jour : {weight} de la ligne {row}, {layer}</translation>
    </message>
    <message>
        <source>{number} of {stages} · {stage}</source>
        <translation>{number} sur {stages} · {stage}</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>A sentence that helps on</source>
        <translation>Une phrase qui aide à avancer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Back to my network</source>
        <translation>Revenir à mon réseau</translation>
    </message>
    <message>
        <source>Begin the lesson from its first network</source>
        <translation>Reprendre la leçon depuis son premier réseau</translation>
    </message>
    <message>
        <source>Do it on a copy: your own network stays as it is</source>
        <translation>Le faire sur une copie : votre réseau reste tel quel</translation>
    </message>
    <message>
        <source>Everything is shown · hide again</source>
        <translation>Tout est affiché · masquer de nouveau</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Go on (Ctrl+Enter)</source>
        <translation>Continuer (Ctrl+Entrée)</translation>
    </message>
    <message>
        <source>Hand in…</source>
        <translation>Rendre…</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Leave the lesson; your own work comes back</source>
        <translation>Quitter la leçon ; votre travail revient</translation>
    </message>
    <message>
        <source>Light the control that is meant</source>
        <translation>Éclairer la commande dont il s’agit</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Save what you did of this lesson for your teacher</source>
        <translation>Enregistrer pour votre enseignant ce que vous avez fait de cette leçon</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Montrer comment</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>Montrer où</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Étape {0} sur {1}</translation>
    </message>
    <message>
        <source>Step {number}: {title}, {state}</source>
        <translation>Étape {number} : {title}, {state}</translation>
    </message>
    <message>
        <source>Text of the step</source>
        <translation>Texte de l’étape</translation>
    </message>
    <message>
        <source>This is a copy, on which the step was done. Yours waits unchanged.</source>
        <translation>Ceci est une copie sur laquelle l’étape a été faite. Votre réseau attend, inchangé.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>faite</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>pas encore faite</translation>
    </message>
    <message>
        <source>{hidden} hidden · show all</source>
        <translation>{hidden} masqués · tout afficher</translation>
    </message>
    <message>
        <source>{hidden} hidden, {fixed} fixed · show all</source>
        <translation>{hidden} masqués, {fixed} fixés · tout afficher</translation>
    </message>
</context>
<context>
    <name>SurfacePage</name>
    <message numerus="yes">
        <source>A plane is two directions of {weights}: walls and valleys that lead out of it are not seen.</source>
        <translation>
            <numerusform>Un plan, ce sont deux directions sur {weights} : les murs et les vallées qui en sortent ne se voient pas.</numerusform>
            <numerusform>Un plan, ce sont deux directions sur {weights} : les murs et les vallées qui en sortent ne se voient pas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Component 1</source>
        <translation>Composante 1</translation>
    </message>
    <message>
        <source>Component 2</source>
        <translation>Composante 2</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <source>Compute the surface around the weights of now</source>
        <translation>Calculer la surface autour des poids actuels</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Calcul en cours…</translation>
    </message>
    <message>
        <source>First direction</source>
        <translation>Première direction</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>Surface de perte</translation>
    </message>
    <message>
        <source>Press Compute to see the loss around these weights.</source>
        <translation>Pressez Calculer pour voir la perte autour de ces poids.</translation>
    </message>
    <message>
        <source>Progress of the loss surface</source>
        <translation>Progression de la surface de perte</translation>
    </message>
    <message>
        <source>Second direction</source>
        <translation>Deuxième direction</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop, and keep what there is</source>
        <translation>Arrêter, et garder ce qu’il y a</translation>
    </message>
    <message>
        <source>The colour of a point is its own loss, that beneath it is the plane’s: epoch {epoch} lies farthest off the plane, by {distance}.</source>
        <translation>La couleur d’un point est sa propre perte, celle qui est dessous est celle du plan : l’époque {epoch} est la plus loin du plan, à {distance}.</translation>
    </message>
    <message numerus="yes">
        <source>Weights of epoch {epoch}, {samples} sample(s), loss {loss}.</source>
        <translation>
            <numerusform>Poids de l’époque {epoch}, {samples} exemple, perte {loss}.</numerusform>
            <numerusform>Poids de l’époque {epoch}, {samples} exemples, perte {loss}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Weights or settings are others now: press Compute.</source>
        <translation>Les poids ou les réglages ont changé : pressez Calculer.</translation>
    </message>
    <message>
        <source>{done} of {total} places</source>
        <translation>{done} places sur {total}</translation>
    </message>
    <message>
        <source>{done}, about {time} left</source>
        <translation>{done}, encore {time} environ</translation>
    </message>
    <message>
        <source>{name} ({share} of the path’s variance)</source>
        <translation>{name} ({share} de la variance du chemin)</translation>
    </message>
</context>
<context>
    <name>SurfacePlot</name>
    <message>
        <source>Distance from the plane</source>
        <translation>Distance au plan</translation>
    </message>
    <message>
        <source>Epoch {epoch}</source>
        <translation>Époque {epoch}</translation>
    </message>
    <message>
        <source>Its own loss</source>
        <translation>Sa propre perte</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Loss from {low} to {high}; {own} in the middle</source>
        <translation>Perte de {low} à {high} ; {own} au milieu</translation>
    </message>
    <message>
        <source>Loss of the plane here</source>
        <translation>Perte du plan ici</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>Surface de perte</translation>
    </message>
    <message numerus="yes">
        <source>the path has {count} kept epoch(s)</source>
        <translation>
            <numerusform>le chemin a {count} époque gardée</numerusform>
            <numerusform>le chemin a {count} époques gardées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepPlot</name>
    <message>
        <source>Sweep</source>
        <translation>Balayage</translation>
    </message>
    <message>
        <source>What came of the sweep</source>
        <translation>Ce qu’a donné le balayage</translation>
    </message>
</context>
<context>
    <name>SweepWindow</name>
    <message>
        <source>Best: {values}.</source>
        <translation>Meilleure : {values}.</translation>
    </message>
    <message>
        <source>Choose a combination in the table</source>
        <translation>Choisissez une combinaison dans le tableau</translation>
    </message>
    <message>
        <source>Combinations, the best first</source>
        <translation>Combinaisons, la meilleure d’abord</translation>
    </message>
    <message>
        <source>Make “{name}” the run of the main window; undo brings the other back</source>
        <translation>Faire de « {name} » l’exécution de la fenêtre principale ; Annuler ramène l’autre</translation>
    </message>
    <message>
        <source>Press Start: here will stand how good each combination is, with the spread over its seeds.</source>
        <translation>Appuyez sur Démarrer : ici s’affichera ce que vaut chaque combinaison, avec la dispersion sur ses graines.</translation>
    </message>
    <message>
        <source>Ranked on the test part, because there is no validation part: the best figure is then a little too good.</source>
        <translation>Classées sur la partie de test, faute de partie de validation : le meilleur résultat est donc légèrement optimiste.</translation>
    </message>
    <message>
        <source>Show its best run</source>
        <translation>Montrer sa meilleure exécution</translation>
    </message>
    <message>
        <source>Show “{name}”</source>
        <translation>Montrer « {name} »</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: {done} of {all} runs are done. Press Start to go on with the others.</source>
        <translation>
            <numerusform>Arrêté : {done} exécution sur {all} est terminée. Appuyez sur Démarrer pour continuer avec les autres.</numerusform>
            <numerusform>Arrêté : {done} exécutions sur {all} sont terminées. Appuyez sur Démarrer pour continuer avec les autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Balayage</translation>
    </message>
    <message>
        <source>Sweep over settings – diynn</source>
        <translation>Balayage de réglages – diynn</translation>
    </message>
    <message>
        <source>The combinations will stand here, the best first, with their figures.</source>
        <translation>Les combinaisons se placeront ici, la meilleure d’abord, avec leurs résultats.</translation>
    </message>
    <message>
        <source>The first point comes with the first finished run.</source>
        <translation>Le premier point vient avec la première exécution terminée.</translation>
    </message>
    <message>
        <source>Trains the network with many values of some settings, several times with each, on all cores. The runs go to the run list, not ticked; the training of the main window goes on meanwhile.</source>
        <translation>Entraîne le réseau avec de nombreuses valeurs de quelques réglages, plusieurs fois avec chacune, sur tous les cœurs. Les exécutions vont dans la liste des exécutions, non cochées ; l’entraînement de la fenêtre principale continue pendant ce temps.</translation>
    </message>
    <message>
        <source>empty: on this machine</source>
        <translation>vide : sur cette machine</translation>
    </message>
    <message>
        <source>sweep: {settings}</source>
        <translation>balayage : {settings}</translation>
    </message>
    <message numerus="yes">
        <source>{count} epoch(s)</source>
        <translation>
            <numerusform>{count} époque</numerusform>
            <numerusform>{count} époques</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s) failed: {problem}</source>
        <translation>
            <numerusform>{count} exécution a échoué : {problem}</numerusform>
            <numerusform>{count} exécutions ont échoué : {problem}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s) of {epochs}</source>
        <translation>
            <numerusform>{count} exécution de {epochs}</numerusform>
            <numerusform>{count} exécutions de {epochs}</numerusform>
        </translation>
    </message>
    <message>
        <source>{runs}, about {time} if each takes as long as the one shown</source>
        <translation>{runs}, environ {time} si chacune dure autant que l’exécution courante</translation>
    </message>
</context>
<context>
    <name>SweepWords</name>
    <message>
        <source>After the last epoch: mean ± deviation over the seeds</source>
        <translation>Après la dernière époque : moyenne ± écart-type sur les graines</translation>
    </message>
    <message>
        <source>By the first figure; ★ is the best</source>
        <translation>Selon le premier résultat ; ★ est la meilleure</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>How many are done</source>
        <translation>Combien sont terminées</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Of one run, on average</source>
        <translation>D’une exécution, en moyenne</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Row {row}: {layer}, {setting}</source>
        <translation>Ligne {row} : {layer}, {setting}</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Planification du taux</translation>
    </message>
    <message>
        <source>Test accuracy (%)</source>
        <translation>Exactitude de test (%)</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>Perte de test</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Durée (s)</translation>
    </message>
    <message>
        <source>Train accuracy (%)</source>
        <translation>Exactitude d’entraînement (%)</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>Perte d’entraînement</translation>
    </message>
    <message>
        <source>Validation accuracy (%)</source>
        <translation>Exactitude de validation (%)</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Perte de validation</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>graine {seed}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} sur {all}</translation>
    </message>
</context>
<context>
    <name>TSNEControls</name>
    <message>
        <source>A map by PCA, which follows the past of the run</source>
        <translation>Une carte par ACP, qui suit le passé de l’exécution</translation>
    </message>
    <message>
        <source>Compute a map again, from the weights of now</source>
        <translation>Calculer une carte nouvelle, à partir des poids actuels</translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation>Continuer là où il s’est arrêté</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>ACP</translation>
    </message>
    <message>
        <source>Progress of t-SNE</source>
        <translation>Avancement de t-SNE</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop, and keep the map as it is</source>
        <translation>Arrêter, et garder la carte telle qu’elle est</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
</context>
<context>
    <name>TabDeck</name>
    <message>
        <source>What the network does and has learnt</source>
        <translation>Ce que le réseau fait et a appris</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>train</source>
        <translation>entraînement</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Catégories</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Divides the rows</source>
        <translation>Répartit les lignes</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Filter: a text, or age &gt; 30 &amp; town = Paris</source>
        <translation>Filtre : un texte, ou âge &gt; 30 &amp; ville = Paris</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignorée</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Show the rows that hold a text, or for which a condition is true: a column, one of = ≠ &lt; ≤ &gt; ≥ (or : for a part of a text), and a value. Nothing after the sign stands for an empty cell.</source>
        <translation>Montrer les lignes qui contiennent un texte, ou pour lesquelles une condition est vraie : une colonne, un des signes = ≠ &lt; ≤ &gt; ≥ (ou : pour une partie d’un texte), et une valeur. Rien après le signe désigne une cellule vide.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>The program makes these columns: what they are for cannot be changed.</source>
        <translation>Ces colonnes sont faites par le programme : leur usage ne peut pas être changé.</translation>
    </message>
    <message>
        <source>What its cells are: numbers or categories; automatic finds it by all cells</source>
        <translation>Ce que sont ses cellules : des nombres ou des catégories ; « automatique » le trouve d’après toutes les cellules</translation>
    </message>
    <message>
        <source>What the column is for: an input, the target, or nothing</source>
        <translation>À quoi sert la colonne : une entrée, la cible, ou rien</translation>
    </message>
    <message>
        <source>Which column the role and the kind beside it are those of</source>
        <translation>La colonne dont le rôle et le type sont affichés à côté</translation>
    </message>
    <message>
        <source>category</source>
        <translation>catégorie</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message numerus="yes">
        <source>{0} of {1} row(s)</source>
        <translation>
            <numerusform>{0} ligne sur {1}</numerusform>
            <numerusform>{0} lignes sur {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message>
        <source>&amp;Edit a lesson…</source>
        <translation>&amp;Modifier une leçon…</translation>
    </message>
    <message>
        <source>&amp;Folder of lessons…</source>
        <translation>&amp;Dossier de leçons…</translation>
    </message>
    <message>
        <source>&amp;Hand in all the same</source>
        <translation>&amp;Rendre quand même</translation>
    </message>
    <message>
        <source>&amp;Hand in…</source>
        <translation>&amp;Rendre…</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>&amp;Leçon</translation>
    </message>
    <message>
        <source>&amp;Mystery network…</source>
        <translation>Réseau m&amp;ystère…</translation>
    </message>
    <message>
        <source>&amp;New from this window</source>
        <translation>&amp;Nouvelle à partir de cette fenêtre</translation>
    </message>
    <message>
        <source>&amp;Open a lesson…</source>
        <translation>&amp;Ouvrir une leçon…</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>Re&amp;commencer</translation>
    </message>
    <message>
        <source>&amp;Works of the class…</source>
        <translation>&amp;Travaux de la classe…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Folder of lessons</source>
        <translation>Dossier de leçons</translation>
    </message>
    <message>
        <source>Give it to your teacher.</source>
        <translation>Remettez-le à votre enseignant.</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>Leave the lesson first.</source>
        <translation>Quittez d’abord la leçon.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Leçon</translation>
    </message>
    <message>
        <source>Lessons (*{suffix})</source>
        <translation>Leçons (*{suffix})</translation>
    </message>
    <message>
        <source>New lesson</source>
        <translation>Nouvelle leçon</translation>
    </message>
    <message>
        <source>No lesson was begun.</source>
        <translation>Aucune leçon n’a été commencée.</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>Ouvrir une leçon</translation>
    </message>
    <message>
        <source>This lesson was not begun as “{name}”.</source>
        <translation>Cette leçon n’a pas été commencée sous le nom « {name} ».</translation>
    </message>
    <message>
        <source>With a name of your own the first weights are yours alone, and copies show. You can hand in what is done, or start again under this name.</source>
        <translation>Avec un nom à vous, les premiers poids sont les vôtres seuls, et les copies se voient. Vous pouvez rendre ce qui est fait, ou recommencer sous ce nom.</translation>
    </message>
    <message>
        <source>Works of lessons (*{suffix})</source>
        <translation>Travaux de leçons (*{suffix})</translation>
    </message>
    <message>
        <source>Your name, as your teacher knows it</source>
        <translation>Votre nom, tel que votre enseignant le connaît</translation>
    </message>
    <message numerus="yes">
        <source>{count} lesson(s) of this folder stand in the list.</source>
        <translation>
            <numerusform>{count} leçon de ce dossier figure dans la liste.</numerusform>
            <numerusform>{count} leçons de ce dossier figurent dans la liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}” is saved, with {done} of {tasks} step(s).</source>
        <translation>
            <numerusform>« {file} » est enregistré, avec {done} étape sur {tasks}.</numerusform>
            <numerusform>« {file} » est enregistré, avec {done} étapes sur {tasks}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TermBar</name>
    <message>
        <source>Enter on the line of the other terms does the same</source>
        <translation>Entrée sur la ligne des autres termes fait de même</translation>
    </message>
    <message>
        <source>Find a place, such as 3, 5</source>
        <translation>Trouver une place, comme 3, 5</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Trouver un terme</translation>
    </message>
    <message numerus="yes">
        <source>Show the next {count}</source>
        <translation>
            <numerusform>Afficher le suivant</numerusform>
            <numerusform>Afficher les {count} suivants</numerusform>
        </translation>
    </message>
    <message>
        <source>The terms of which a factor stands there; empty for the largest ones</source>
        <translation>Les termes dont un facteur s’y trouve ; vide pour les plus grands</translation>
    </message>
</context>
<context>
    <name>TermPictures</name>
    <message>
        <source>Pictures of the terms: {names}</source>
        <translation>Images des termes : {names}</translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message>
        <source>Factor {number}</source>
        <translation>Facteur {number}</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>arrondi</translation>
    </message>
    <message numerus="yes">
        <source>{count} more term(s): Σ</source>
        <translation>
            <numerusform>{count} autre terme : Σ</numerusform>
            <numerusform>{count} autres termes : Σ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} term(s) are 0</source>
        <translation>
            <numerusform>{count} terme vaut 0</numerusform>
            <numerusform>{count} termes valent 0</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>A new run that goes on from here; this one stays as it is (Space plays it)</source>
        <translation>Une nouvelle exécution qui continue d’ici ; celle-ci reste telle quelle (Espace la lance)</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Revenir à maintenant</translation>
    </message>
    <message>
        <source>Back to now (Esc)</source>
        <translation>Revenir à maintenant (Échap)</translation>
    </message>
    <message>
        <source>Branch from here</source>
        <translation>Bifurquer d’ici</translation>
    </message>
    <message>
        <source>Drag to look at an earlier epoch on every tab; the right end is now</source>
        <translation>Déplacez-le pour voir une époque passée dans chaque onglet ; l’extrémité droite est maintenant</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>The past begins with the first step.</source>
        <translation>Le passé commence au premier pas.</translation>
    </message>
    <message>
        <source>These weights are too large to be kept: of the past there are the start and the best epoch.</source>
        <translation>Ces poids sont trop grands pour être gardés : du passé, il y a le début et la meilleure époque.</translation>
    </message>
    <message>
        <source>another processor, agrees to 5 digits</source>
        <translation>autre processeur, concorde à 5 chiffres</translation>
    </message>
    <message>
        <source>branching…</source>
        <translation>bifurcation…</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <translation>époque {0} sur {1}</translation>
    </message>
    <message>
        <source>epoch {0}, step {1} of {2}</source>
        <translation>époque {0}, pas {1} sur {2}</translation>
    </message>
    <message>
        <source>live, epoch {0}</source>
        <translation>en direct, époque {0}</translation>
    </message>
    <message>
        <source>nearest shown, replayed {0}</source>
        <translation>le plus proche, recalculé à {0}</translation>
    </message>
    <message>
        <source>nearest shown, replaying…</source>
        <translation>le plus proche, recalcul…</translation>
    </message>
    <message>
        <source>nothing is kept of this place</source>
        <translation>rien n’est gardé de cet endroit</translation>
    </message>
    <message>
        <source>replayed, the same bits</source>
        <translation>recalculé, les mêmes bits</translation>
    </message>
    <message>
        <source>the nearest that is kept; no steps lead here any more</source>
        <translation>le plus proche qui soit gardé ; aucun pas ne mène plus ici</translation>
    </message>
    <message>
        <source>the replay gives other numbers</source>
        <translation>le recalcul donne d’autres nombres</translation>
    </message>
</context>
<context>
    <name>TimeCursor</name>
    <message>
        <source>No steps lead to this place any more: nothing branches off.</source>
        <translation>Aucun pas ne mène plus à cet endroit : rien ne peut en bifurquer.</translation>
    </message>
</context>
<context>
    <name>TimeKeys</name>
    <message>
        <source>&amp;Branch from here</source>
        <translation>&amp;Bifurquer d’ici</translation>
    </message>
    <message>
        <source>A &amp;step back</source>
        <translation>Un p&amp;as en arrière</translation>
    </message>
    <message>
        <source>A step f&amp;orward</source>
        <translation>Un pas en a&amp;vant</translation>
    </message>
    <message>
        <source>An &amp;epoch back</source>
        <translation>Une é&amp;poque en arrière</translation>
    </message>
    <message>
        <source>An epoch &amp;forward</source>
        <translation>Une époque en &amp;avant</translation>
    </message>
    <message>
        <source>Back to &amp;now</source>
        <translation>Revenir à &amp;maintenant</translation>
    </message>
    <message>
        <source>Go to an earlier epoch first.</source>
        <translation>Allez d’abord à une époque passée.</translation>
    </message>
    <message>
        <source>The &amp;past</source>
        <translation>Le &amp;passé</translation>
    </message>
    <message>
        <source>The past begins with the first step.</source>
        <translation>Le passé commence au premier pas.</translation>
    </message>
    <message>
        <source>To the s&amp;tart</source>
        <translation>Au &amp;début</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>A network is a stack of blocks</source>
        <translation>Un réseau est une pile de blocs</translation>
    </message>
    <message>
        <source>Ctrl+Tab turns to the next tab.</source>
        <translation>Ctrl+Tab passe à l’onglet suivant.</translation>
    </message>
    <message>
        <source>Ctrl+Z takes back every change.</source>
        <translation>Ctrl+Z annule tout changement.</translation>
    </message>
    <message>
        <source>F1 explains whatever the keys go to; Shift+F1 whatever you click.</source>
        <translation>F1 explique l’élément actif ; Maj+F1, ce que vous cliquez.</translation>
    </message>
    <message>
        <source>It is hidden now: the menu View brings it back.</source>
        <translation>C’est masqué : le menu Affichage le ramène.</translation>
    </message>
    <message>
        <source>Now change something</source>
        <translation>Changez maintenant quelque chose</translation>
    </message>
    <message>
        <source>Point at a curve to read its value.</source>
        <translation>Pointez une courbe pour lire sa valeur.</translation>
    </message>
    <message>
        <source>Press play, and it learns</source>
        <translation>Appuyez sur Lecture, et il apprend</translation>
    </message>
    <message>
        <source>See what it has learnt</source>
        <translation>Voyez ce qu’il a appris</translation>
    </message>
    <message>
        <source>Solid is the training part, dashed the test part that it never learns from. When they part, the network learns by heart.</source>
        <translation>En trait plein la partie d’entraînement, en tirets la partie de test, dont il n’apprend jamais. Quand elles se séparent, le réseau apprend par cœur.</translation>
    </message>
    <message>
        <source>Space plays and pauses, → takes one step, R draws new weights.</source>
        <translation>Espace lance et met en pause, → fait un pas, R tire de nouveaux poids.</translation>
    </message>
    <message>
        <source>Templates are ready networks, from points in the plane to an auto-encoder for digits. Begin with one, change a block, and see what becomes of the curves.</source>
        <translation>Les modèles sont des réseaux tout prêts, des points du plan à un auto-encodeur de chiffres. Commencez par l’un d’eux, changez un bloc, et voyez ce que deviennent les courbes.</translation>
    </message>
    <message>
        <source>The curves tell how well</source>
        <translation>Les courbes mesurent l’apprentissage</translation>
    </message>
    <message>
        <source>The data comes in at the top, the loss judges what comes out at the foot. Drag a block in from above, or change a number: nothing can break.</source>
        <translation>Les données entrent en haut, la perte juge ce qui sort en bas. Glissez un bloc d’en haut, ou changez un nombre : vous ne pouvez rien casser.</translation>
    </message>
    <message>
        <source>The network is shown the data again and again, and its weights are corrected a little each time. Press play now.</source>
        <translation>On montre encore et encore les données au réseau, et ses poids sont un peu corrigés chaque fois. Appuyez maintenant sur Lecture.</translation>
    </message>
    <message>
        <source>The picture is alive: it shows what the network answers at this moment. The tabs above look at it from other sides.</source>
        <translation>L’image est en direct : elle montre ce que le réseau répond en ce moment. Les onglets au-dessus le regardent sous d’autres angles.</translation>
    </message>
</context>
<context>
    <name>TrainingNoise</name>
    <message>
        <source>= {0} in the network’s values</source>
        <translation>= {0} en valeurs du réseau</translation>
    </message>
    <message>
        <source>A training adds Gaussian noise: choose that kind above.</source>
        <translation>Un entraînement ajoute du bruit gaussien : choisissez ce type ci-dessus.</translation>
    </message>
    <message>
        <source>New run with σ {0}</source>
        <translation>Nouvelle exécution, σ {0}</translation>
    </message>
    <message>
        <source>Train a new run whose inputs get this much noise. The current run stays in the run list and in the map; undo brings it back.</source>
        <translation>Entraîne une nouvelle exécution dont les entrées reçoivent autant de bruit. L’exécution courante reste dans la liste des exécutions et sur la carte ; Annuler la ramène.</translation>
    </message>
    <message>
        <source>Train with noise σ</source>
        <translation>Entraîner avec un bruit σ</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>on the inputs alone</source>
        <translation>sur les entrées seules</translation>
    </message>
    <message>
        <source>trained so far with {0}; {1}</source>
        <translation>entraîné jusqu’ici avec {0} ; {1}</translation>
    </message>
</context>
<context>
    <name>TrialWindow</name>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Something unforeseen happened: {reason}</source>
        <translation>Un imprévu est survenu : {reason}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>There is no network to train yet: give the design data and layers.</source>
        <translation>Il n’y a pas encore de réseau à entraîner : donnez à l’architecture des données et des couches.</translation>
    </message>
    <message>
        <source>There is not enough memory for this network.</source>
        <translation>Il n’y a pas assez de mémoire pour ce réseau.</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
</context>
<context>
    <name>Trials</name>
    <message>
        <source>&amp;Cross-validation…</source>
        <translation>Validation &amp;croisée…</translation>
    </message>
    <message>
        <source>&amp;Learning-rate finder…</source>
        <translation>Recherche du &amp;taux d’apprentissage…</translation>
    </message>
    <message>
        <source>&amp;Sweep over settings…</source>
        <translation>&amp;Balayage de réglages…</translation>
    </message>
</context>
<context>
    <name>UseWindow</name>
    <message>
        <source>&amp;File…</source>
        <translation>&amp;Fichier…</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>&amp;Enregistrer la table…</translation>
    </message>
    <message>
        <source>A table (CSV, Excel), a picture or an .npz</source>
        <translation>Une table (CSV, Excel), une image ou un .npz</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Réponses</translation>
    </message>
    <message>
        <source>Answers to {file}</source>
        <translation>Réponses à {file}</translation>
    </message>
    <message>
        <source>Ask the network again, as it has become meanwhile</source>
        <translation>Interroger à nouveau le réseau, tel qu’il est devenu entre-temps</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Choose or drop a table, pictures or an .npz: the network answers to each row. Nothing is learnt from it.</source>
        <translation>Choisissez ou déposez une table, des images ou un .npz : le réseau répond à chaque ligne. Il n’en apprend rien.</translation>
    </message>
    <message>
        <source>F&amp;older of pictures…</source>
        <translation>D&amp;ossier d’images…</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>Filtrer les lignes</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>Tableaux NumPy (*.npz)</translation>
    </message>
    <message>
        <source>Reading “{file}”…</source>
        <translation>Lecture de « {file} »…</translation>
    </message>
    <message>
        <source>R² {r2}, mean error {error}</source>
        <translation>R² {r2}, erreur moyenne {error}</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Enregistrer la table</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
    <message>
        <source>Saving “{file}”…</source>
        <translation>Enregistrement de « {file} »…</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Table (*.csv)</translation>
    </message>
    <message>
        <source>The network is still being made.</source>
        <translation>Le réseau est encore en construction.</translation>
    </message>
    <message>
        <source>Use the network – diynn</source>
        <translation>Utiliser le réseau – diynn</translation>
    </message>
    <message>
        <source>With the &amp;weights of now</source>
        <translation>Avec les &amp;poids actuels</translation>
    </message>
    <message>
        <source>mean squared error {error}</source>
        <translation>erreur quadratique moyenne {error}</translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) cannot be used and have no answer.</source>
        <translation>
            <numerusform>{count} ligne inutilisable, laissée sans réponse.</numerusform>
            <numerusform>{count} lignes inutilisables, laissées sans réponse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s)…</source>
        <translation>
            <numerusform>{count} ligne…</numerusform>
            <numerusform>{count} lignes…</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of {count} with a target are right</source>
        <translation>{share} de réponses justes sur {count} avec une cible</translation>
    </message>
    <message numerus="yes">
        <source>“{file}”: {count} row(s)</source>
        <translation>
            <numerusform>« {file} » : {count} ligne</numerusform>
            <numerusform>« {file} » : {count} lignes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ValuePage</name>
    <message>
        <source>No term has a factor at that place.</source>
        <translation>Aucun terme n’a de facteur à cette place.</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Termes</translation>
    </message>
    <message>
        <source>Type the numbers of a place, such as 3, 5.</source>
        <translation>Tapez les nombres d’une place, comme 3, 5.</translation>
    </message>
</context>
<context>
    <name>ValuePlot</name>
    <message>
        <source>Predicted values</source>
        <translation>Valeurs prédites</translation>
    </message>
    <message>
        <source>There is nothing to show yet.</source>
        <translation>Il n’y a encore rien à montrer.</translation>
    </message>
</context>
<context>
    <name>ValueRows</name>
    <message>
        <source> (the first {count} of them)</source>
        <translation> (les {count} premiers)</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>From {low} to {high}</source>
        <translation>De {low} à {high}</translation>
    </message>
    <message>
        <source>Row {y}, column {x}: {value}</source>
        <translation>Ligne {y}, colonne {x} : {value}</translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation>jusqu’à {0}</translation>
    </message>
    <message>
        <source>{name} above {low}: {share} %</source>
        <translation>{name} au-dessus de {low} : {share} %</translation>
    </message>
    <message>
        <source>{name} below {high}: {share} %</source>
        <translation>{name} sous {high} : {share} %</translation>
    </message>
    <message>
        <source>{name} from {low} to {high}: {share} %</source>
        <translation>{name} de {low} à {high} : {share} %</translation>
    </message>
    <message numerus="yes">
        <source>{name}: {count} value(s)</source>
        <translation>
            <numerusform>{name} : {count} valeur</numerusform>
            <numerusform>{name} : {count} valeurs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WeightsTab</name>
    <message>
        <source>All layers at once, with what they make of one sample</source>
        <translation>Toutes les couches à la fois, avec ce qu’elles font d’un exemple</translation>
    </message>
    <message>
        <source>Class {0}</source>
        <translation>Classe {0}</translation>
    </message>
    <message>
        <source>Figures of every layer, with what is usual</source>
        <translation>Mesures de chaque couche, avec les plages usuelles</translation>
    </message>
    <message numerus="yes">
        <source>From {0} training sample(s). Updates from {1} to {2}; the band is usual.</source>
        <translation>
            <numerusform>D’après {0} exemple d’entraînement. Échelle de {1} à {2} ; bande : plage usuelle.</numerusform>
            <numerusform>D’après {0} exemples d’entraînement. Échelle de {1} à {2} ; bande : plage usuelle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Santé</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>Histogrammes</translation>
    </message>
    <message>
        <source>How the weights, outputs and gradients lie round 0</source>
        <translation>Comment les poids, les sorties et les gradients se répartissent autour de 0</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>Surface de perte</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>One scale for all, zero in its middle. Point at a picture for values.</source>
        <translation>Une seule échelle pour tout, zéro au milieu. Pointez une image pour lire ses valeurs.</translation>
    </message>
    <message>
        <source>Output maps</source>
        <translation>Sorties</translation>
    </message>
    <message>
        <source>The loss over a plane through all weights</source>
        <translation>La perte sur un plan à travers tous les poids</translation>
    </message>
    <message>
        <source>The weights of one layer as images, or as one matrix</source>
        <translation>Les poids d’une couche, en images ou en une matrice</translation>
    </message>
    <message>
        <source>This network has no weights yet. Add a Linear or a convolution in the list on the left: its weights, and what it makes of each sample, are shown here.</source>
        <translation>Ce réseau n’a pas encore de poids. Ajoutez un Linear ou une convolution dans la liste de gauche : ses poids, et ce qu’il fait de chaque exemple, seront affichés ici.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>What every layer makes of one sample</source>
        <translation>Ce que chaque couche fait d’un exemple</translation>
    </message>
    <message>
        <source>Which layer to look at</source>
        <translation>Quelle couche regarder</translation>
    </message>
    <message>
        <source>{0} in row {1} has a scale and a shift for each channel, and no weights to draw. Choose another layer above, or look at its output maps.</source>
        <translation>{0} à la ligne {1} a une échelle et un décalage par canal, et pas de poids à dessiner. Choisissez une autre couche ci-dessus, ou regardez ses sorties.</translation>
    </message>
    <message>
        <source>{0} in row {1} has no weights. Choose a layer that has some above, or look at its output maps.</source>
        <translation>{0} à la ligne {1} n’a pas de poids. Choisissez ci-dessus une couche qui en a, ou regardez ses sorties.</translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>A lesson may have its texts in one language or in both; one file has all.</source>
        <translation>Une leçon peut avoir ses textes dans une langue ou dans les deux ; un seul fichier contient tout.</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Ajouter une étape</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Begin with this network</source>
        <translation>Commencer par ce réseau</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Checks, one a line; nothing is checked yet</source>
        <translation>Vérifications, une par ligne ; rien n’est encore vérifié</translation>
    </message>
    <message>
        <source>Do the lesson as a student would</source>
        <translation>Faire la leçon comme un élève</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Hint, where somebody is stuck</source>
        <translation>Indice, pour qui est bloqué</translation>
    </message>
    <message numerus="yes">
        <source>It begins with {count} row(s).</source>
        <translation>
            <numerusform>Elle commence avec {count} ligne.</numerusform>
            <numerusform>Elle commence avec {count} lignes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Langue des textes</translation>
    </message>
    <message>
        <source>Lessons (*{suffix})</source>
        <translation>Leçons (*{suffix})</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>New lesson</source>
        <translation>Nouvelle leçon</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Play alone</source>
        <translation>Lancer seul</translation>
    </message>
    <message>
        <source>Present facts; a tick makes a check</source>
        <translation>Faits actuels ; une coche en fait une vérification</translation>
    </message>
    <message>
        <source>Present values</source>
        <translation>Valeurs actuelles</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Put the workshop away</source>
        <translation>Ranger l’atelier</translation>
    </message>
    <message>
        <source>Put the workshop away; the lesson stays in it</source>
        <translation>Ranger l’atelier ; la leçon y reste</translation>
    </message>
    <message>
        <source>Read the facts of the network and the runs of now</source>
        <translation>Relever les faits du réseau et des exécutions actuels</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>Retirer cette étape</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <source>Save the lesson</source>
        <translation>Enregistrer la leçon</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Étape {0} sur {1}</translation>
    </message>
    <message>
        <source>Students begin with the network that the window has now, untrained.</source>
        <translation>Les élèves commencent par le réseau actuel de la fenêtre, non entraîné.</translation>
    </message>
    <message>
        <source>Text of the step: Markdown, formulas as $y = xw + b$</source>
        <translation>Texte de l’étape : Markdown, formules comme $y = xw + b$</translation>
    </message>
    <message>
        <source>The start</source>
        <translation>Le départ</translation>
    </message>
    <message>
        <source>The start must fail, play alone must fail, and the network of now must pass with five seeds.</source>
        <translation>Le départ doit échouer, lancer seul doit échouer, et le réseau actuel doit réussir avec cinq graines.</translation>
    </message>
    <message>
        <source>The trial was cancelled.</source>
        <translation>L’essai a été annulé.</translation>
    </message>
    <message>
        <source>Title of the lesson</source>
        <translation>Titre de la leçon</translation>
    </message>
    <message>
        <source>Title of the step</source>
        <translation>Titre de l’étape</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>L’essayer</translation>
    </message>
    <message>
        <source>Trying: the start, play alone, then {seeds} seeds.</source>
        <translation>Essai : le départ, lancer seul, puis {seeds} graines.</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>Ce qui est vérifié</translation>
    </message>
    <message>
        <source>What is said when the step is done</source>
        <translation>Ce qui est dit quand l’étape est faite</translation>
    </message>
    <message>
        <source>What the lesson is about</source>
        <translation>Sujet de la leçon</translation>
    </message>
    <message>
        <source>When it is done</source>
        <translation>Quand elle est faite</translation>
    </message>
    <message>
        <source>Your network, seed {seed}</source>
        <translation>Votre réseau, graine {seed}</translation>
    </message>
    <message numerus="yes">
        <source>{done} of {steps} step(s) done</source>
        <translation>
            <numerusform>{done} étape sur {steps} faite</numerusform>
            <numerusform>{done} étapes sur {steps} faites</numerusform>
        </translation>
    </message>
    <message>
        <source>× The lesson does not work yet.</source>
        <translation>× La leçon ne fonctionne pas encore.</translation>
    </message>
    <message>
        <source>“{file}” is saved.</source>
        <translation>« {file} » est enregistré.</translation>
    </message>
    <message>
        <source>✓ The lesson works.</source>
        <translation>✓ La leçon fonctionne.</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Add {block}</source>
        <translation>Ajouter {block}</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Conseil</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>It is chosen already.</source>
        <translation>C’est déjà choisi.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Modèles</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>-1 to 1</source>
        <translation>−1 à 1</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 à 1</translation>
    </message>
    <message>
        <source>&lt;!-- as far as here --&gt;</source>
        <translation>&lt;!-- as far as here --&gt;</translation>
    </message>
    <message>
        <source>&lt;!-- from here on written by diynn reproduce --table --&gt;</source>
        <translation>&lt;!-- from here on written by diynn reproduce --table --&gt;</translation>
    </message>
    <message>
        <source>A Mac learns of the program by itself.</source>
        <translation>Un Mac découvre le programme de lui-même.</translation>
    </message>
    <message numerus="yes">
        <source>A batch of {size} is more than the {samples} sample(s) to learn from: each step takes them all, so an epoch is one step.</source>
        <translation>
            <numerusform>Un batch de {size} dépasse le nombre d’exemples dont apprendre, {samples} : chaque pas les prend tous, une époque est donc un seul pas.</numerusform>
            <numerusform>Un batch de {size} dépasse les {samples} exemples dont apprendre : chaque pas les prend tous, une époque est donc un seul pas.</numerusform>
        </translation>
    </message>
    <message>
        <source>A branch does not begin as the run that it is of.</source>
        <translation>Une branche ne commence pas comme l’exécution dont elle vient.</translation>
    </message>
    <message>
        <source>A change of sign became a Linear layer: a training would change its weights.</source>
        <translation>Un changement de signe est devenu une couche Linear : un entraînement en changerait les poids.</translation>
    </message>
    <message>
        <source>A cluster needs a library that is not installed here ({missing}).</source>
        <translation>Un cluster demande une bibliothèque qui n’est pas installée ici ({missing}).</translation>
    </message>
    <message>
        <source>A fault in back-propagation that was put in on purpose.</source>
        <translation>Une faute mise exprès dans la rétropropagation.</translation>
    </message>
    <message>
        <source>A film of {frames} pictures of {width} × {height} would take too much memory.</source>
        <translation>Un film de {frames} images de {width} × {height} prendrait trop de mémoire.</translation>
    </message>
    <message>
        <source>A learning rate of {rate} with momentum {momentum} makes steps {times} times as long as usual: training is likely to diverge.</source>
        <translation>Un taux d’apprentissage de {rate} avec une inertie de {momentum} rend les pas {times} fois plus longs que d’habitude : l’entraînement risque de diverger.</translation>
    </message>
    <message>
        <source>A mean needs from 2 to {most} networks.</source>
        <translation>Une moyenne demande de 2 à {most} réseaux.</translation>
    </message>
    <message>
        <source>A network needs at least two classes or values to tell apart.</source>
        <translation>Un réseau demande au moins deux classes ou valeurs à distinguer.</translation>
    </message>
    <message>
        <source>A number or a fact is missing.</source>
        <translation>Il manque un nombre ou un fait.</translation>
    </message>
    <message>
        <source>A part of “{words}” is no number.</source>
        <translation>Une partie de « {words} » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>A part of “{words}” is not true or false.</source>
        <translation>Une partie de « {words} » n’est ni vraie ni fausse.</translation>
    </message>
    <message>
        <source>A plane along the path needs at least three kept epochs that differ, and here {count} are kept.</source>
        <translation>Un plan le long du chemin demande au moins trois époques gardées qui diffèrent, et ici {count} le sont.</translation>
    </message>
    <message>
        <source>A plane needs two weights that are not zero, and there are fewer.</source>
        <translation>Un plan demande deux poids différents de zéro, et il y en a moins.</translation>
    </message>
    <message>
        <source>A point is two numbers and its class, from 0 to {last}.</source>
        <translation>Un point est fait de deux nombres et de sa classe, de 0 à {last}.</translation>
    </message>
    <message>
        <source>A point needs two numbers and a class: mend the column, or read the table as the data “My file”.</source>
        <translation>Un point demande deux nombres et une classe : corrigez la colonne, ou lisez le tableau comme données « Mon fichier ».</translation>
    </message>
    <message>
        <source>A ring around a ring: no straight line parts them.</source>
        <translation>Un anneau autour d’un anneau : aucune droite ne les sépare.</translation>
    </message>
    <message>
        <source>A script cannot say “{what}” yet.</source>
        <translation>Un script ne sait pas encore exprimer « {what} ».</translation>
    </message>
    <message>
        <source>A square somewhere in the image becomes black, as if its pixels were missing.</source>
        <translation>Un carré quelque part dans l’image devient noir, comme si ses pixels manquaient.</translation>
    </message>
    <message>
        <source>A sweep cannot vary the seed as a setting.</source>
        <translation>Un balayage ne peut pas faire varier la graine comme un réglage.</translation>
    </message>
    <message>
        <source>A sweep needs a setting to vary.</source>
        <translation>Un balayage demande un réglage à faire varier.</translation>
    </message>
    <message>
        <source>A table needs at least one column of inputs and one of targets, parted by commas, semicolons or tabs.</source>
        <translation>Un tableau demande au moins une colonne d’entrées et une de cibles, séparées par des virgules, des points-virgules ou des tabulations.</translation>
    </message>
    <message>
        <source>A table needs at least one column of inputs and one of targets.</source>
        <translation>Un tableau demande au moins une colonne d’entrées et une colonne de sorties attendues.</translation>
    </message>
    <message>
        <source>A value is infinite or no number.</source>
        <translation>Une valeur est infinie ou n’est pas un nombre.</translation>
    </message>
    <message>
        <source>A worker of the cluster cannot run diynn: {reason}.</source>
        <translation>Un worker du cluster ne peut pas exécuter diynn : {reason}.</translation>
    </message>
    <message>
        <source>A worker of the cluster could not do this run: {reason}.</source>
        <translation>Un worker du cluster n’a pas pu faire cette exécution : {reason}.</translation>
    </message>
    <message>
        <source>A {what} is missing or unreadable in this file.</source>
        <translation>Il manque ou il est illisible dans ce fichier : {what}.</translation>
    </message>
    <message>
        <source>A “{sign}” is missing.</source>
        <translation>Il manque un « {sign} ».</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>Adam, whose weight decay shrinks the weights themselves: weights −= rate · decay · weights.</source>
        <translation>Adam, dont la décroissance réduit les poids eux-mêmes : poids −= taux · décroissance · poids.</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message numerus="yes">
        <source>Add Flatten and Linear with {outputs} output(s)</source>
        <translation>
            <numerusform>Ajouter Flatten et un Linear à {outputs} sortie</numerusform>
            <numerusform>Ajouter Flatten et un Linear à {outputs} sorties</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add Linear with {outputs} output(s)</source>
        <translation>
            <numerusform>Ajouter un Linear à {outputs} sortie</numerusform>
            <numerusform>Ajouter un Linear à {outputs} sorties</numerusform>
        </translation>
    </message>
    <message>
        <source>Add Sigmoid at the end.</source>
        <translation>Ajoutez Sigmoid à la fin.</translation>
    </message>
    <message>
        <source>Add a Linear.</source>
        <translation>Ajoutez un Linear.</translation>
    </message>
    <message>
        <source>Add a layer with weights, or train the network first.</source>
        <translation>Ajoutez une couche avec des poids, ou entraînez d’abord le réseau.</translation>
    </message>
    <message>
        <source>Add fewer places, or choose another mode.</source>
        <translation>Ajoutez moins de places, ou choisissez un autre mode.</translation>
    </message>
    <message>
        <source>Add zeros around what arrives: padding {size}</source>
        <translation>Ajouter des zéros autour : remplissage de {size}</translation>
    </message>
    <message>
        <source>Add {layer} at the end</source>
        <translation>Ajouter {layer} à la fin</translation>
    </message>
    <message>
        <source>All codes are alike: there is nothing to map.</source>
        <translation>Tous les codes sont pareils : il n’y a rien à cartographier.</translation>
    </message>
    <message>
        <source>All targets of {what} are the same: {target}.</source>
        <translation>Toutes les cibles de {what} sont les mêmes : {target}.</translation>
    </message>
    <message>
        <source>All test samples are training samples, too: they are kept.</source>
        <translation>Tous les échantillons de test sont aussi d’entraînement : ils sont gardés.</translation>
    </message>
    <message>
        <source>All weights of {layer} in row {row} start at zero: its units stay alike, and no error passes through.</source>
        <translation>Tous les poids de {layer} à la ligne {row} partent de zéro : ses unités restent pareilles, et aucune erreur ne passe.</translation>
    </message>
    <message numerus="yes">
        <source>All {count} test sample(s) are training samples, too: they are no test of what was learnt.</source>
        <translation>
            <numerusform>Le seul échantillon de test ({count}) est aussi d’entraînement : il ne teste pas ce qui a été appris.</numerusform>
            <numerusform>Les {count} échantillons de test sont tous aussi d’entraînement : ils ne testent pas ce qui a été appris.</numerusform>
        </translation>
    </message>
    <message>
        <source>Allow it more time with --limit.</source>
        <translation>Accordez-lui plus de temps avec --limit.</translation>
    </message>
    <message>
        <source>An action is written as {example}.</source>
        <translation>Une action s’écrit {example}.</translation>
    </message>
    <message>
        <source>Arms wound around one another: hard without a hidden layer or two.</source>
        <translation>Des bras enroulés l’un autour de l’autre : difficile sans une ou deux couches cachées.</translation>
    </message>
    <message>
        <source>Ask for the file once more.</source>
        <translation>Redemandez le fichier.</translation>
    </message>
    <message>
        <source>Ask it to predict.</source>
        <translation>Demandez-lui une prédiction.</translation>
    </message>
    <message>
        <source>Ask its owner for permission, or copy it into a folder of your own.</source>
        <translation>Demandez l’autorisation à son propriétaire, ou copiez-le dans un dossier à vous.</translation>
    </message>
    <message>
        <source>Ask its owner, or copy it first.</source>
        <translation>Demandez à son propriétaire, ou copiez-le d’abord.</translation>
    </message>
    <message>
        <source>At epoch {epoch} the run ends.</source>
        <translation>L’exécution s’arrête à l’époque {epoch}.</translation>
    </message>
    <message>
        <source>At epoch {epoch} the run goes on elsewhere.</source>
        <translation>À l’époque {epoch}, l’exécution continue ailleurs.</translation>
    </message>
    <message>
        <source>At epoch {epoch} the weights of another network were put in.</source>
        <translation>À l’époque {epoch}, les poids d’un autre réseau ont été introduits.</translation>
    </message>
    <message>
        <source>At epoch {epoch} the weights were others.</source>
        <translation>À l’époque {epoch}, les poids étaient autres.</translation>
    </message>
    <message>
        <source>At epoch {epoch} weights were put in that nothing explains.</source>
        <translation>À l’époque {epoch}, des poids que rien n’explique ont été introduits.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentation</translation>
    </message>
    <message>
        <source>Average networks with as many outputs, and losses of one kind.</source>
        <translation>Faites la moyenne de réseaux qui ont autant de sorties et des pertes de même nature.</translation>
    </message>
    <message>
        <source>Average networks with the same data, seen alike, with the same part held back.</source>
        <translation>Faites la moyenne de réseaux qui ont les mêmes données, vues de la même façon, avec la même part de validation.</translation>
    </message>
    <message>
        <source>Average networks with the same outputs.</source>
        <translation>Faites la moyenne de réseaux qui ont les mêmes sorties.</translation>
    </message>
    <message>
        <source>Average those that it was made of.</source>
        <translation>Faites la moyenne de ceux dont elle est faite.</translation>
    </message>
    <message>
        <source>AvgPool1D</source>
        <translation>AvgPool1D</translation>
    </message>
    <message>
        <source>AvgPool2D</source>
        <translation>AvgPool2D</translation>
    </message>
    <message>
        <source>BCE</source>
        <translation>BCE</translation>
    </message>
    <message>
        <source>BCE asks of each of {classes} classes by itself whether it is the right one, so that several can be or none: learning is slow.</source>
        <translation>BCE demande à chacune des {classes} classes, séparément, si elle est la bonne : plusieurs peuvent l’être, ou aucune, et l’apprentissage est lent.</translation>
    </message>
    <message>
        <source>BCE compares with targets between 0 and 1, and the input is not scaled to that.</source>
        <translation>BCE compare à des cibles entre 0 et 1, et l’entrée n’est pas ramenée à cette échelle.</translation>
    </message>
    <message>
        <source>BCE compares with targets between 0 and 1, but scaled to “{scaling}” they lie on both sides of 0.</source>
        <translation>BCE compare à des cibles entre 0 et 1, mais à l’échelle « {scaling} » elles sont des deux côtés de 0.</translation>
    </message>
    <message>
        <source>BCE compares with targets between 0 and 1, but these lie between {low} and {high}: the loss has no meaning.</source>
        <translation>BCE compare à des cibles entre 0 et 1, mais celles-ci vont de {low} à {high} : la perte n’a pas de sens.</translation>
    </message>
    <message>
        <source>BCE expects values between 0 and 1, but the last row is no Sigmoid, and the targets are {classes} classes.</source>
        <translation>BCE attend des valeurs entre 0 et 1, mais la dernière ligne n’est pas un Sigmoid, et les cibles sont {classes} classes.</translation>
    </message>
    <message>
        <source>BCE expects values between 0 and 1, but the last row is no Sigmoid.</source>
        <translation>BCE attend des valeurs entre 0 et 1, mais la dernière ligne n’est pas un Sigmoid.</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>BatchNorm in row {row} compares the samples of a batch, and a batch of one has nothing to compare: no error passes through.</source>
        <translation>BatchNorm à la ligne {row} compare les exemples d’un batch, et un batch d’un seul n’a rien à comparer : aucune erreur ne passe.</translation>
    </message>
    <message numerus="yes">
        <source>BatchNorm in row {row} takes its mean over {samples} sample(s): so few tell little of all others.</source>
        <translation>
            <numerusform>BatchNorm à la ligne {row} fait sa moyenne sur {samples} exemple : si peu en dit peu sur tous les autres.</numerusform>
            <numerusform>BatchNorm à la ligne {row} fait sa moyenne sur {samples} exemples : si peu en disent peu sur tous les autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>BatchNorm's mean and variance are treated as if the input did not move them.</source>
        <translation>La moyenne et la variance de BatchNorm sont traitées comme si l’entrée ne les changeait pas.</translation>
    </message>
    <message>
        <source>Binary cross-entropy: −t log y − (1 − t) log(1 − y), for y between 0 and 1.</source>
        <translation>Entropie croisée binaire : −t log y − (1 − t) log(1 − y), pour y entre 0 et 1.</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>Nuages</translation>
    </message>
    <message>
        <source>Both parts need samples of one shape.</source>
        <translation>Les deux parties doivent avoir des exemples de même forme.</translation>
    </message>
    <message>
        <source>Both parts need the same classes or the same values.</source>
        <translation>Les deux parties doivent avoir les mêmes classes ou les mêmes valeurs.</translation>
    </message>
    <message>
        <source>Breast cancer</source>
        <translation>Cancer du sein</translation>
    </message>
    <message>
        <source>Breast tumours, 569 in all, benign or malignant, by 30 measurements of their cells.</source>
        <translation>569 tumeurs du sein, bénignes ou malignes, d’après 30 mesures de leurs cellules.</translation>
    </message>
    <message>
        <source>CO₂ in the air</source>
        <translation>CO₂ dans l’air</translation>
    </message>
    <message>
        <source>Call the samples x, and the targets y where there are any.</source>
        <translation>Nommez les exemples x, et les cibles y s’il y en a.</translation>
    </message>
    <message>
        <source>Call them x and y, or x_train, y_train, x_test and y_test.</source>
        <translation>Appelez-les x et y, ou x_train, y_train, x_test et y_test.</translation>
    </message>
    <message>
        <source>Carbon dioxide in the air of Mauna Loa, month by month from 1974 to 2025: a series in time.</source>
        <translation>Le dioxyde de carbone dans l’air de Mauna Loa, mois par mois de 1974 à 2025 : une série temporelle.</translation>
    </message>
    <message>
        <source>Change the layers so that they are those of the file, or choose another file.</source>
        <translation>Modifiez les couches pour qu’elles soient celles du fichier, ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>Check its name and its folder.</source>
        <translation>Vérifiez son nom et son dossier.</translation>
    </message>
    <message>
        <source>Check that the disk is still connected, or copy the file and try again.</source>
        <translation>Vérifiez que le disque est toujours branché, ou copiez le fichier et réessayez.</translation>
    </message>
    <message>
        <source>Check the connection to the network and try again, or copy the files by hand into “{folder}”.</source>
        <translation>Vérifiez la connexion au réseau et réessayez, ou copiez les fichiers à la main dans « {folder} ».</translation>
    </message>
    <message>
        <source>Check the connection to the network.</source>
        <translation>Vérifiez la connexion au réseau.</translation>
    </message>
    <message>
        <source>Check the settings of the proxy.</source>
        <translation>Vérifiez les réglages du mandataire (proxy).</translation>
    </message>
    <message>
        <source>Check this machine's date and its proxy.</source>
        <translation>Vérifiez la date de cette machine et son mandataire (proxy).</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Damier</translation>
    </message>
    <message>
        <source>Choose a batch size of 16 or more, or use LayerNorm.</source>
        <translation>Choisissez une taille de batch de 16 ou plus, ou utilisez LayerNorm.</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Choisissez un fichier qu’il contient.</translation>
    </message>
    <message>
        <source>Choose a file inside it.</source>
        <translation>Choisissez un fichier à l’intérieur.</translation>
    </message>
    <message>
        <source>Choose a file that diynn has saved.</source>
        <translation>Choisissez un fichier enregistré par diynn.</translation>
    </message>
    <message>
        <source>Choose a file that “Hand in…” has saved.</source>
        <translation>Choisissez un fichier que « Rendre… » a enregistré.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Choisissez un fichier.</translation>
    </message>
    <message>
        <source>Choose a higher highest rate, or more steps.</source>
        <translation>Choisissez un taux maximal plus haut, ou plus de pas.</translation>
    </message>
    <message>
        <source>Choose a highest rate above the lowest.</source>
        <translation>Choisissez un taux maximal supérieur au minimal.</translation>
    </message>
    <message>
        <source>Choose a momentum, such as 0.9.</source>
        <translation>Choisissez une inertie, par exemple 0,9.</translation>
    </message>
    <message>
        <source>Choose a much smaller lowest rate than {low}.</source>
        <translation>Choisissez un taux minimal bien plus petit que {low}.</translation>
    </message>
    <message>
        <source>Choose a name that ends in .csv or .npz.</source>
        <translation>Choisissez un nom qui finit par .csv ou .npz.</translation>
    </message>
    <message>
        <source>Choose a smaller batch for more steps.</source>
        <translation>Choisissez un batch plus petit pour faire plus de pas.</translation>
    </message>
    <message>
        <source>Choose a smaller file or close other programs.</source>
        <translation>Choisissez un fichier plus petit ou fermez d’autres programmes.</translation>
    </message>
    <message>
        <source>Choose a smaller file or close other programs. To allow more, set the environment variable {variable} before diynn starts, such as {variable}={wanted}.</source>
        <translation>Choisissez un fichier plus petit ou fermez d’autres programmes. Pour permettre davantage, définissez la variable d’environnement {variable} avant de lancer diynn, par exemple {variable}={wanted}.</translation>
    </message>
    <message>
        <source>Choose a smaller learning rate than {rate} and press play again.</source>
        <translation>Choisissez un taux d’apprentissage plus petit que {rate} et appuyez de nouveau sur Lecture.</translation>
    </message>
    <message>
        <source>Choose a smaller padding.</source>
        <translation>Choisissez un remplissage plus petit.</translation>
    </message>
    <message>
        <source>Choose a table (CSV), a NumPy .npz file, IDX images or a folder of pictures.</source>
        <translation>Choisissez un tableau (CSV), un fichier NumPy .npz, des images IDX ou un dossier d’images.</translation>
    </message>
    <message>
        <source>Choose a table or an .npz file.</source>
        <translation>Choisissez une table ou un fichier .npz.</translation>
    </message>
    <message>
        <source>Choose a table, an .npz file, images or a folder.</source>
        <translation>Choisissez un tableau, un fichier .npz, des images ou un dossier.</translation>
    </message>
    <message>
        <source>Choose an output padding that is smaller than the stride.</source>
        <translation>Choisissez un remplissage de sortie inférieur au pas de la fenêtre.</translation>
    </message>
    <message>
        <source>Choose another column to split by, or another target.</source>
        <translation>Choisissez une autre colonne pour le partage, ou une autre cible.</translation>
    </message>
    <message>
        <source>Choose another file, or copy it again.</source>
        <translation>Choisissez un autre fichier, ou copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>Choose another folder or another name; what was saved before is untouched.</source>
        <translation>Choisissez un autre dossier ou un autre nom ; ce qui était enregistré est intact.</translation>
    </message>
    <message>
        <source>Choose another folder with the variable {variable}, or ask for permission.</source>
        <translation>Choisissez un autre dossier par la variable {variable}, ou demandez l’autorisation.</translation>
    </message>
    <message>
        <source>Choose another folder, make this one, or connect its disk again; what was saved before is untouched.</source>
        <translation>Choisissez un autre dossier, créez celui-ci ou rebranchez son disque ; ce qui était enregistré est intact.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Choose another number of groups, or of filters.</source>
        <translation>Choisissez un autre nombre de groupes, ou de filtres.</translation>
    </message>
    <message>
        <source>Choose another one for the export.</source>
        <translation>Choisissez autre chose pour l’export.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Choose another scaling, or remove {last}.</source>
        <translation>Choisissez une autre échelle, ou retirez {last}.</translation>
    </message>
    <message>
        <source>Choose another table.</source>
        <translation>Choisissez un autre tableau.</translation>
    </message>
    <message>
        <source>Choose another table; one of more columns can be read as the data “My file”.</source>
        <translation>Choisissez un autre tableau ; un tableau de plus de colonnes peut être lu comme données « Mon fichier ».</translation>
    </message>
    <message>
        <source>Choose another target column.</source>
        <translation>Choisissez une autre colonne pour la sortie attendue.</translation>
    </message>
    <message>
        <source>Choose data made of images.</source>
        <translation>Choisissez des données faites d’images.</translation>
    </message>
    <message>
        <source>Choose data with fewer columns.</source>
        <translation>Choisissez des données avec moins de colonnes.</translation>
    </message>
    <message>
        <source>Choose fewer epochs, a smaller width, or a folder of pictures.</source>
        <translation>Choisissez moins d’époques, une largeur plus petite ou un dossier d’images.</translation>
    </message>
    <message>
        <source>Choose fewer folds, or other data.</source>
        <translation>Choisissez moins de plis, ou d’autres données.</translation>
    </message>
    <message>
        <source>Choose fewer folds, or split by another column.</source>
        <translation>Choisissez moins de plis, ou une autre colonne pour le partage.</translation>
    </message>
    <message>
        <source>Choose fewer values: up to {most} runs are done.</source>
        <translation>Choisissez moins de valeurs : {most} exécutions au plus sont possibles.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <translation>Choisissez-le à nouveau.</translation>
    </message>
    <message>
        <source>Choose more points, or data with more samples.</source>
        <translation>Choisissez plus de points, ou des données avec plus d’exemples.</translation>
    </message>
    <message>
        <source>Choose more steps, or make the network or the batches larger.</source>
        <translation>Choisissez plus de pas, ou agrandissez le réseau ou les batchs.</translation>
    </message>
    <message>
        <source>Choose one and its values.</source>
        <translation>Choisissez-en un et ses valeurs.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Choisissez parmi : {choices}.</translation>
    </message>
    <message>
        <source>Choose other data, or train again from the beginning.</source>
        <translation>Choisissez d’autres données, ou entraînez de nouveau depuis le début.</translation>
    </message>
    <message>
        <source>Choose other data.</source>
        <translation>Choisissez d’autres données.</translation>
    </message>
    <message>
        <source>Choose other epochs.</source>
        <translation>Choisissez d’autres époques.</translation>
    </message>
    <message>
        <source>Choose such data, or “Painted points”, in the first row of the network.</source>
        <translation>Choisissez de telles données, ou « Points peints », à la première ligne du réseau.</translation>
    </message>
    <message>
        <source>Choose the column that holds the class, or read the targets as values.</source>
        <translation>Choisissez la colonne qui contient la classe, ou lisez les cibles comme des valeurs.</translation>
    </message>
    <message>
        <source>Choose the data of that time, or train again from the beginning.</source>
        <translation>Choisissez les données d’alors, ou entraînez de nouveau depuis le début.</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>Choisissez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>Choose the file with the images, such as train-images-idx3-ubyte.gz.</source>
        <translation>Choisissez le fichier des images, par exemple train-images-idx3-ubyte.gz.</translation>
    </message>
    <message>
        <source>Choose the file with the images; its labels are found beside it.</source>
        <translation>Choisissez le fichier des images ; ses étiquettes sont trouvées à côté de lui.</translation>
    </message>
    <message>
        <source>Choose the file with the labels, such as train-labels-idx1-ubyte.gz.</source>
        <translation>Choisissez le fichier des étiquettes, par exemple train-labels-idx1-ubyte.gz.</translation>
    </message>
    <message>
        <source>Choose the initializer xavier or he.</source>
        <translation>Choisissez l’initialisation Xavier ou He.</translation>
    </message>
    <message>
        <source>Choose the initializer {initializer}</source>
        <translation>Choisir l’initialisation {initializer}</translation>
    </message>
    <message>
        <source>Choose the learning rate {rate}</source>
        <translation>Choisir le taux d’apprentissage {rate}</translation>
    </message>
    <message>
        <source>Choose the loss LogSoftmaxCrossEntropy, or add Softmax at the end.</source>
        <translation>Choisissez la perte LogSoftmaxCrossEntropy, ou ajoutez Softmax à la fin.</translation>
    </message>
    <message>
        <source>Choose the loss LogSoftmaxCrossEntropy.</source>
        <translation>Choisissez la perte LogSoftmaxCrossEntropy.</translation>
    </message>
    <message>
        <source>Choose the loss MSE or BCE.</source>
        <translation>Choisissez la perte MSE ou BCE.</translation>
    </message>
    <message>
        <source>Choose the loss MSE.</source>
        <translation>Choisissez la perte MSE.</translation>
    </message>
    <message>
        <source>Choose the loss {loss}</source>
        <translation>Choisir la perte {loss}</translation>
    </message>
    <message>
        <source>Choose the loss {loss}, without {last}</source>
        <translation>Choisir la perte {loss}, sans {last}</translation>
    </message>
    <message>
        <source>Choose the other part.</source>
        <translation>Choisissez l’autre partie.</translation>
    </message>
    <message>
        <source>Choose the scaling “0 to 1”, or the loss MSE.</source>
        <translation>Choisissez l’échelle « 0 à 1 », ou la perte MSE.</translation>
    </message>
    <message>
        <source>Choose the scaling “{scaling}”</source>
        <translation>Choisir l’échelle « {scaling} »</translation>
    </message>
    <message>
        <source>Choose the scaling “{scaling}”.</source>
        <translation>Choisissez l’échelle « {scaling} ».</translation>
    </message>
    <message>
        <source>Choose the size {odd}.</source>
        <translation>Choisissez la taille {odd}.</translation>
    </message>
    <message>
        <source>Choose them again.</source>
        <translation>Choisissez-les à nouveau.</translation>
    </message>
    <message>
        <source>Choose two files that belong together.</source>
        <translation>Choisissez deux fichiers qui vont ensemble.</translation>
    </message>
    <message>
        <source>Choose zip.train.gz, USPS_train.txt or usps.bz2.</source>
        <translation>Choisissez zip.train.gz, USPS_train.txt ou usps.bz2.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>Cercles</translation>
    </message>
    <message>
        <source>Clothes and shoes of 28 × 28 grey pixels, in ten kinds: 60000 to learn, 10000 to test.</source>
        <translation>Vêtements et chaussures de 28 × 28 pixels gris, de dix genres : 60000 pour apprendre, 10000 pour tester.</translation>
    </message>
    <message>
        <source>Collect others to test on.</source>
        <translation>Recueillez-en d’autres pour le test.</translation>
    </message>
    <message>
        <source>Committee</source>
        <translation>Committee</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Constant</translation>
    </message>
    <message>
        <source>Conv1D</source>
        <translation>Conv1D</translation>
    </message>
    <message>
        <source>Conv2D</source>
        <translation>Conv2D</translation>
    </message>
    <message>
        <source>ConvTranspose1D</source>
        <translation>ConvTranspose1D</translation>
    </message>
    <message>
        <source>ConvTranspose2D</source>
        <translation>ConvTranspose2D</translation>
    </message>
    <message>
        <source>Copy or download it again, or open an earlier copy.</source>
        <translation>Copiez-le ou téléchargez-le de nouveau, ou ouvrez une copie plus ancienne.</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosinus</translation>
    </message>
    <message>
        <source>Cross-entropy of probabilities: −log y at the right class, for outputs behind a Softmax.</source>
        <translation>Entropie croisée de probabilités : −log y à la bonne classe, pour des sorties derrière un Softmax.</translation>
    </message>
    <message>
        <source>CrossEntropy</source>
        <translation>CrossEntropy</translation>
    </message>
    <message>
        <source>CrossEntropy expects probabilities, but the last row is no Softmax.</source>
        <translation>CrossEntropy attend des probabilités, mais la dernière ligne n’est pas un Softmax.</translation>
    </message>
    <message>
        <source>CrossValidation</source>
        <translation>Validation croisée</translation>
    </message>
    <message>
        <source>Cut the training part into folds; each is left out once and measured on.</source>
        <translation>Coupe la partie d’entraînement en plis ; chacun est laissé de côté une fois, et sert à mesurer.</translation>
    </message>
    <message>
        <source>DIYNN_DATA</source>
        <translation>DIYNN_DATA</translation>
    </message>
    <message>
        <source>DIYNN_MEMORY</source>
        <translation>DIYNN_MEMORY</translation>
    </message>
    <message>
        <source>Data of your own: a table (CSV, Excel), NumPy's .npz or .npy, IDX images, pictures.</source>
        <translation>Vos propres données : un tableau (CSV, Excel), un .npz ou .npy de NumPy, des images IDX, des images.</translation>
    </message>
    <message>
        <source>Diabetes</source>
        <translation>Diabète</translation>
    </message>
    <message>
        <source>Digits 8 × 8</source>
        <translation>Chiffres 8 × 8</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation>Téléchargez-le ou copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>Draw new weights and train with a smaller learning rate.</source>
        <translation>Tirez de nouveaux poids et entraînez avec un taux d’apprentissage plus petit.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dropout in row {row} stands right before the loss: it forgets answers, and no later row can make up for them.</source>
        <translation>Dropout à la ligne {row} se trouve juste avant la perte : il oublie des réponses, et aucune ligne suivante ne peut y remédier.</translation>
    </message>
    <message>
        <source>Dropout stands right before BatchNorm in row {row}: while training the variance is larger than after it.</source>
        <translation>Dropout se trouve juste avant BatchNorm à la ligne {row} : la variance est plus grande pendant l’entraînement qu’après.</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Each row needs a cell in each column.</source>
        <translation>Chaque ligne doit avoir une cellule dans chaque colonne.</translation>
    </message>
    <message>
        <source>Each row says train, test or validation there. Choose another column to split by.</source>
        <translation>Chaque ligne doit y dire train, test ou validation. Choisissez une autre colonne pour le partage.</translation>
    </message>
    <message>
        <source>Each sample needs a line of its own; save very large samples as a NumPy .npz file.</source>
        <translation>Chaque exemple doit avoir sa propre ligne ; enregistrez de très grands exemples dans un fichier NumPy .npz.</translation>
    </message>
    <message>
        <source>Each sample needs one target.</source>
        <translation>Il faut une cible par exemple.</translation>
    </message>
    <message>
        <source>Each score's gradient is taken from its own probability alone, y (1 − y), as in the report: that a score also lowers the others is left out.</source>
        <translation>Le gradient de chaque score vient de sa seule probabilité, y (1 − y), comme dans le rapport : qu’un score abaisse aussi les autres est oublié.</translation>
    </message>
    <message>
        <source>Each step adds its gradient to those of all steps before it.</source>
        <translation>Chaque pas ajoute son gradient à ceux de tous les pas précédents.</translation>
    </message>
    <message>
        <source>Early stopping chooses the weights by the test part, so the test figures flatter them.</source>
        <translation>L’arrêt précoce choisit les poids sur la partie de test : les résultats de test sont donc optimistes.</translation>
    </message>
    <message>
        <source>Every training image is warped differently each time: y(p) = x(A (p − shift) + bend(p)), A⁻¹ turns, shears and scales round the middle.</source>
        <translation>Chaque image d’entraînement est déformée de nouveau chaque fois : y(p) = x(A (p − décalage) + courbure(p)), A⁻¹ tourne, cisaille et met à l’échelle autour du milieu.</translation>
    </message>
    <message>
        <source>Export it again with samples of a fixed size; only their number may vary.</source>
        <translation>Exportez-le à nouveau avec des exemples de taille fixe ; seul leur nombre peut varier.</translation>
    </message>
    <message>
        <source>Export it again, with the weights in the same file.</source>
        <translation>Exportez-le à nouveau, avec les poids dans le même fichier.</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Faute</translation>
    </message>
    <message>
        <source>Fill in or leave out these samples and read the data again.</source>
        <translation>Complétez ces exemples ou laissez-les de côté, et relisez les données.</translation>
    </message>
    <message>
        <source>Fill them in or take the lines out.</source>
        <translation>Remplissez-les ou retirez ces lignes.</translation>
    </message>
    <message>
        <source>FilmSettings</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Flatten</translation>
    </message>
    <message>
        <source>Flatten in row {row} does nothing: a vector arrives already.</source>
        <translation>Flatten à la ligne {row} ne fait rien : c’est déjà un vecteur qui arrive.</translation>
    </message>
    <message>
        <source>Free some space in the folder for temporary files.</source>
        <translation>Libérez de la place dans le dossier des fichiers temporaires.</translation>
    </message>
    <message>
        <source>Free some space or choose another folder; what was saved before is untouched.</source>
        <translation>Libérez de la place ou choisissez un autre dossier ; ce qui était enregistré est intact.</translation>
    </message>
    <message>
        <source>From epoch {epoch} on other numbers come.</source>
        <translation>À partir de l’époque {epoch}, d’autres nombres apparaissent.</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>GELU is computed in its form with tanh, which differs by less than 0.0005.</source>
        <translation>GELU est calculée sous sa forme avec tanh, qui diffère de moins de 0,0005.</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>Gaussien</translation>
    </message>
    <message>
        <source>Give a network whose data is on this machine.</source>
        <translation>Donnez un réseau dont les données sont sur cette machine.</translation>
    </message>
    <message>
        <source>Give a number from 1 to {count}, or one of these names: {names}.</source>
        <translation>Donnez un numéro de 1 à {count}, ou l’un de ces noms : {names}.</translation>
    </message>
    <message>
        <source>Give an array of numbers.</source>
        <translation>Donnez un tableau de nombres.</translation>
    </message>
    <message>
        <source>Give an array of samples × {wanted}.</source>
        <translation>Donnez un tableau d’exemples × {wanted}.</translation>
    </message>
    <message numerus="yes">
        <source>Give the last Linear {classes} output(s).</source>
        <translation>
            <numerusform>Donnez {classes} sortie au dernier Linear.</numerusform>
            <numerusform>Donnez {classes} sorties au dernier Linear.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give them first settings that fit somewhere.</source>
        <translation>Donnez-leur des réglages de départ qui aillent quelque part.</translation>
    </message>
    <message>
        <source>GlobalAvgPool</source>
        <translation>GlobalAvgPool</translation>
    </message>
    <message>
        <source>Go back to good weights, or train again with a smaller learning rate.</source>
        <translation>Revenez à de bons poids, ou entraînez de nouveau avec un taux d’apprentissage plus petit.</translation>
    </message>
    <message>
        <source>Gradients not set to zero</source>
        <translation>Gradients non remis à zéro</translation>
    </message>
    <message>
        <source>Half of (y − t)² where |y − t| ≤ δ, beyond it δ (|y − t| − δ / 2): outliers pull no harder than δ. P. Huber, 1964; the same as torch.nn.HuberLoss.</source>
        <translation>La moitié de (y − t)² là où |y − t| ≤ δ, au-delà δ (|y − t| − δ / 2) : les valeurs aberrantes ne tirent pas plus fort que δ. P. Huber, 1964 ; comme torch.nn.HuberLoss.</translation>
    </message>
    <message>
        <source>Handwritten digits from American envelopes: 16 × 16 grey pixels, 7291 to learn, 2007 to test.</source>
        <translation>Chiffres manuscrits d’enveloppes américaines : 16 × 16 pixels gris, 7291 pour apprendre, 2007 pour tester.</translation>
    </message>
    <message>
        <source>Handwritten digits of 28 × 28 grey pixels: 60000 to learn, 10000 to test.</source>
        <translation>Chiffres manuscrits de 28 × 28 pixels gris : 60000 pour apprendre, 10000 pour tester.</translation>
    </message>
    <message>
        <source>Handwritten digits of 8 × 8 pixels in 17 grey levels, from scikit-learn: 1797 in all.</source>
        <translation>Chiffres manuscrits de 8 × 8 pixels en 17 niveaux de gris, de scikit-learn : 1797 en tout.</translation>
    </message>
    <message>
        <source>HardSwish</source>
        <translation>HardSwish</translation>
    </message>
    <message>
        <source>Hold a share of the training part back for validation, such as 0.2.</source>
        <translation>Mettez de côté une part de l’entraînement pour la validation, par exemple 0,2.</translation>
    </message>
    <message>
        <source>Hold {share} of the training part back</source>
        <translation>Mettre de côté {share} de la partie d’entraînement</translation>
    </message>
    <message>
        <source>How far diabetes went within a year, of 442 patients: values to predict.</source>
        <translation>Progression du diabète en un an chez 442 patients : des valeurs à prédire.</translation>
    </message>
    <message>
        <source>How long and in which steps to train.</source>
        <translation>Combien de temps et par quels pas entraîner.</translation>
    </message>
    <message>
        <source>How many values of {setting} to try is not said.</source>
        <translation>Il n’est pas dit combien de valeurs de {setting} essayer.</translation>
    </message>
    <message>
        <source>How strong an echo of ultrasound is behind so much metal, 214 times measured: one input.</source>
        <translation>La force d’un écho d’ultrasons derrière tant de métal, mesurée 214 fois : une seule entrée.</translation>
    </message>
    <message>
        <source>How the network sees the data, and what it is asked for.</source>
        <translation>Comment le réseau voit les données, et ce qu’on lui demande.</translation>
    </message>
    <message>
        <source>How the samples were scaled was worked out from the training data, and that is not here: {problem}</source>
        <translation>La mise à l’échelle des exemples vient des données d’entraînement, qui ne sont pas ici : {problem}</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>If you trust it, set the environment variable {variable} before diynn starts, such as {variable}={wanted}.</source>
        <translation>Si vous lui faites confiance, définissez la variable d’environnement {variable} avant de lancer diynn, par exemple {variable}={wanted}.</translation>
    </message>
    <message>
        <source>Ignore “{column}”</source>
        <translation>Ignorer « {column} »</translation>
    </message>
    <message>
        <source>In fold {fold} of {folds}: Some values in the data are infinite or no numbers, so nothing can be learnt.</source>
        <translation>Pli {fold} sur {folds} : Certaines valeurs des données sont infinies ou ne sont pas des nombres : rien ne peut être appris.</translation>
    </message>
    <message>
        <source>In fold {fold} of {folds}: Some values in the data are so large that their squares leave the range of numbers, so nothing can be learnt.</source>
        <translation>Pli {fold} sur {folds} : Certaines valeurs des données sont si grandes que leurs carrés dépassent le plus grand nombre représentable : rien ne peut être appris.</translation>
    </message>
    <message>
        <source>In fold {fold} of {folds}: The loss ran away as soon as the learning rate grew, before it had fallen.</source>
        <translation>Pli {fold} sur {folds} : La perte s’est emballée dès que le taux d’apprentissage a grandi, avant d’avoir baissé.</translation>
    </message>
    <message>
        <source>In fold {fold} of {folds}: The training left the range of numbers in epoch {epoch}, and the last good weights are back. {cause}</source>
        <translation>Pli {fold} sur {folds} : L’entraînement a divergé à l’époque {epoch} (valeurs infinies ou NaN), et les derniers bons poids sont de retour. {cause}</translation>
    </message>
    <message>
        <source>In this lesson {setting} lies between {low} and {high}.</source>
        <translation>Dans cette leçon, {setting} est compris entre {low} et {high}.</translation>
    </message>
    <message>
        <source>In which order the values of “{file}” reach row {row} cannot be found out.</source>
        <translation>Impossible de savoir dans quel ordre les valeurs de « {file} » atteignent la ligne {row}.</translation>
    </message>
    <message>
        <source>In {what} the training samples have the shape {train} and the test samples {test}.</source>
        <translation>Dans {what}, les exemples d’entraînement ont la forme {train} et ceux de test {test}.</translation>
    </message>
    <message>
        <source>Insert {new} before row {row}</source>
        <translation>Insérer {new} avant la ligne {row}</translation>
    </message>
    <message>
        <source>Install diynn again.</source>
        <translation>Installez diynn de nouveau.</translation>
    </message>
    <message>
        <source>Install it with: pip install onnx</source>
        <translation>Installez-la par : pip install onnx</translation>
    </message>
    <message>
        <source>Install the same version of diynn and its libraries on every machine.</source>
        <translation>Installez la même version de diynn et de ses bibliothèques sur chaque machine.</translation>
    </message>
    <message>
        <source>Install this version of diynn on every machine of the cluster.</source>
        <translation>Installez cette version de diynn sur chaque machine du cluster.</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Irises of three kinds, 150 in all, by the length and width of their leaves.</source>
        <translation>150 iris de trois espèces, d’après la longueur et la largeur de leurs sépales et pétales.</translation>
    </message>
    <message>
        <source>It has the same weights as the work of “{name}”.</source>
        <translation>Il a les mêmes poids que le travail de « {name} ».</translation>
    </message>
    <message>
        <source>It is damaged or not a picture: take it out, or save it again as PNG.</source>
        <translation>Elle est endommagée ou n’est pas une image : enlevez-la, ou enregistrez-la de nouveau en PNG.</translation>
    </message>
    <message>
        <source>It lies between {low} and {high}.</source>
        <translation>La valeur va de {low} à {high}.</translation>
    </message>
    <message>
        <source>It may be damaged: download or copy it again.</source>
        <translation>Il est peut-être endommagé : téléchargez-le ou copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>It may come from a newer version.</source>
        <translation>Cela vient peut-être d’une version plus récente.</translation>
    </message>
    <message>
        <source>It may need more memory than there is: make its layers or batches smaller.</source>
        <translation>Il lui faut peut-être plus de mémoire qu’il n’y en a : réduisez ses couches ou ses batchs.</translation>
    </message>
    <message>
        <source>It must be {wanted}.</source>
        <translation>Il faut {wanted}.</translation>
    </message>
    <message>
        <source>It takes longer than {seconds} s to compute again.</source>
        <translation>Le recalcul prend plus de {seconds} s.</translation>
    </message>
    <message>
        <source>It was begun without a name: copies of it cannot be known.</source>
        <translation>Il a été commencé sans nom : les copies ne se reconnaissent pas.</translation>
    </message>
    <message>
        <source>It was done in another version of the lesson.</source>
        <translation>Il a été fait dans une autre version de la leçon.</translation>
    </message>
    <message>
        <source>Its data come from a file that is not the lesson’s.</source>
        <translation>Ses données viennent d’un fichier qui n’est pas celui de la leçon.</translation>
    </message>
    <message>
        <source>Its first axis must count the samples.</source>
        <translation>Son premier axe doit compter les exemples.</translation>
    </message>
    <message>
        <source>Its seed is not that of “{name}”: it may be a copy.</source>
        <translation>Sa graine n’est pas celle de « {name} » : c’est peut-être une copie.</translation>
    </message>
    <message>
        <source>Its settings are, with rows counted from 1: {choices}.</source>
        <translation>Ses réglages sont, les lignes comptées à partir de 1 : {choices}.</translation>
    </message>
    <message>
        <source>Keep another share for testing, or collect more data.</source>
        <translation>Gardez une autre part pour le test, ou recueillez plus de données.</translation>
    </message>
    <message>
        <source>Kernel not turned</source>
        <translation>Noyau non retourné</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>LeakyReLU</source>
        <translation>LeakyReLU</translation>
    </message>
    <message>
        <source>Leave it out of the model, or replace it, and export again.</source>
        <translation>Retirez-le du modèle ou remplacez-le, puis exportez à nouveau.</translation>
    </message>
    <message>
        <source>Leave it out, or collect more.</source>
        <translation>Laissez-la de côté, ou recueillez-en plus.</translation>
    </message>
    <message>
        <source>Leave it out, unless it is known before the target is.</source>
        <translation>Laissez-la de côté, sauf si on la connaît avant la cible.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Laissez-la de côté.</translation>
    </message>
    <message>
        <source>Leave out this combination.</source>
        <translation>Laissez cette combinaison de côté.</translation>
    </message>
    <message>
        <source>Leave out “{name}”</source>
        <translation>Laisser « {name} » de côté</translation>
    </message>
    <message>
        <source>Leave some to train on.</source>
        <translation>Laissez-en quelques-uns pour l’entraînement.</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Les laisser de côté</translation>
    </message>
    <message>
        <source>Leave them out of the test part.</source>
        <translation>Laissez-les hors de la partie de test.</translation>
    </message>
    <message>
        <source>Leave them out, or collect more.</source>
        <translation>Laissez-les de côté, ou recueillez-en plus.</translation>
    </message>
    <message>
        <source>Let a multiple of {count} values arrive, or choose another size.</source>
        <translation>Faites arriver un multiple de {count} valeurs, ou choisissez une autre taille.</translation>
    </message>
    <message>
        <source>Let them be numbers or texts.</source>
        <translation>Choisissez des nombres ou des textes.</translation>
    </message>
    <message>
        <source>Line {line}: the network has no weights “{name}” of this shape.</source>
        <translation>Ligne {line} : le réseau n’a pas de poids « {name} » de cette forme.</translation>
    </message>
    <message>
        <source>Line {line}: there is no fact “{name}”.</source>
        <translation>Ligne {line} : il n’existe pas de fait « {name} ».</translation>
    </message>
    <message>
        <source>Line {line}: this is no text.</source>
        <translation>Ligne {line} : ce n’est pas du texte.</translation>
    </message>
    <message>
        <source>Line {line}: this lesson was made for a newer diynn (version {found}; this one reads up to {known}).</source>
        <translation>Ligne {line} : cette leçon est faite pour un diynn plus récent (version {found} ; celui-ci lit jusqu’à {known}).</translation>
    </message>
    <message>
        <source>Line {line}: {what}</source>
        <translation>Ligne {line} : {what}</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Linear data</source>
        <translation>Données linéaires</translation>
    </message>
    <message>
        <source>Linear takes a vector, but {shape} arrives.</source>
        <translation>Linear attend un vecteur, mais reçoit {shape} valeurs.</translation>
    </message>
    <message>
        <source>LogSoftmax</source>
        <translation>LogSoftmax</translation>
    </message>
    <message>
        <source>LogSoftmaxCrossEntropy</source>
        <translation>LogSoftmaxCrossEntropy</translation>
    </message>
    <message>
        <source>Look at the machines of the cluster: they may lack memory.</source>
        <translation>Regardez les machines du cluster : elles manquent peut-être de mémoire.</translation>
    </message>
    <message>
        <source>Look for a quotation mark that is never closed.</source>
        <translation>Cherchez un guillemet qui n’est jamais fermé.</translation>
    </message>
    <message>
        <source>Look whether it is still there, and save again; the file on it is the old one or the new one, and whole.</source>
        <translation>Voyez s’il est toujours là, et enregistrez de nouveau ; le fichier qui s’y trouve est l’ancien ou le nouveau, et entier.</translation>
    </message>
    <message>
        <source>Look whether its name is right.</source>
        <translation>Voyez si son nom est juste.</translation>
    </message>
    <message>
        <source>Look whether its scheduler and workers run, and start the sweep again: it goes on.</source>
        <translation>Voyez si son ordonnanceur et ses workers tournent, et relancez le balayage : il continue.</translation>
    </message>
    <message>
        <source>Look whether the disk is full, and start again.</source>
        <translation>Voyez si le disque est plein, et relancez.</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Make its layers or batches smaller.</source>
        <translation>Réduisez ses couches ou ses batchs.</translation>
    </message>
    <message>
        <source>Make its layers or the batch smaller, or close other programs. To allow more, set the environment variable {variable} before diynn starts, such as {variable}={wanted}.</source>
        <translation>Réduisez ses couches ou le batch, ou fermez d’autres programmes. Pour permettre davantage, définissez la variable d’environnement {variable} avant de lancer diynn, par exemple {variable}={wanted}.</translation>
    </message>
    <message>
        <source>Make its layers smaller.</source>
        <translation>Réduisez ses couches.</translation>
    </message>
    <message>
        <source>Make one folder for each class and put its pictures inside (PNG, JPEG, BMP, …).</source>
        <translation>Faites un dossier par classe et mettez-y ses images (PNG, JPEG, BMP, …).</translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation>Faites de la place sur le disque et réessayez.</translation>
    </message>
    <message>
        <source>Make the learning rate or the momentum smaller.</source>
        <translation>Diminuez le taux d’apprentissage ou l’inertie.</translation>
    </message>
    <message>
        <source>Make the patience smaller.</source>
        <translation>Diminuez la patience.</translation>
    </message>
    <message>
        <source>Make the warm-up shorter.</source>
        <translation>Raccourcissez l’échauffement.</translation>
    </message>
    <message>
        <source>Make the window smaller or remove a row above.</source>
        <translation>Réduisez la fenêtre ou retirez une ligne au-dessus.</translation>
    </message>
    <message>
        <source>Mask of Dropout lost</source>
        <translation>Masque de Dropout perdu</translation>
    </message>
    <message>
        <source>Masked square</source>
        <translation>Carré masqué</translation>
    </message>
    <message>
        <source>MaxPool1D</source>
        <translation>MaxPool1D</translation>
    </message>
    <message>
        <source>MaxPool2D</source>
        <translation>MaxPool2D</translation>
    </message>
    <message>
        <source>Maximum spread evenly</source>
        <translation>Maximum réparti également</translation>
    </message>
    <message>
        <source>Mazur 2-2-2</source>
        <translation>Mazur 2-2-2</translation>
    </message>
    <message>
        <source>Mean of the loss forgotten</source>
        <translation>Moyenne de la perte oubliée</translation>
    </message>
    <message>
        <source>Mean squared error: (y − t)²; dy = 2 (y − t).</source>
        <translation>Erreur quadratique moyenne : (y − t)² ; dy = 2 (y − t).</translation>
    </message>
    <message>
        <source>Mend the cells that are no numbers.</source>
        <translation>Corrigez les cellules qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>Mend the line or take it out.</source>
        <translation>Corrigez la ligne ou enlevez-la.</translation>
    </message>
    <message>
        <source>Mend the line or take it out; indices are whole numbers from 1.</source>
        <translation>Corrigez la ligne ou enlevez-la ; les indices sont des nombres entiers à partir de 1.</translation>
    </message>
    <message>
        <source>Mend them, or leave those samples out.</source>
        <translation>Corrigez-les, ou laissez ces exemples de côté.</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>Lunes</translation>
    </message>
    <message>
        <source>Move it before the last Linear, or remove it.</source>
        <translation>Placez-le avant le dernier Linear, ou retirez-le.</translation>
    </message>
    <message>
        <source>Move it to the folder Applications.</source>
        <translation>Placez-le dans le dossier Applications.</translation>
    </message>
    <message>
        <source>Move {layer} to row {row}</source>
        <translation>Déplacer {layer} à la ligne {row}</translation>
    </message>
    <message>
        <source>My file</source>
        <translation>Mon fichier</translation>
    </message>
    <message>
        <source>Name another one with --out DIR.</source>
        <translation>Nommez-en un autre par --out DIR.</translation>
    </message>
    <message>
        <source>Name another one.</source>
        <translation>Nommez-en un autre.</translation>
    </message>
    <message>
        <source>Name one of: {choices}.</source>
        <translation>Nommez l’un de ceux-ci : {choices}.</translation>
    </message>
    <message>
        <source>Name the column in the setting “Split column”, or split by share.</source>
        <translation>Nommez la colonne dans le réglage « Colonne de partage », ou partagez au hasard.</translation>
    </message>
    <message>
        <source>Name the columns as the network knows them, or leave the others out.</source>
        <translation>Nommez les colonnes comme le réseau les connaît, ou retirez les autres.</translation>
    </message>
    <message>
        <source>Name the data to judge by.</source>
        <translation>Indiquez les données d’évaluation.</translation>
    </message>
    <message>
        <source>Name the file with the labels in the setting “Labels”.</source>
        <translation>Nommez le fichier des étiquettes dans le réglage « Étiquettes ».</translation>
    </message>
    <message>
        <source>Nesterov's way of momentum changes nothing without momentum.</source>
        <translation>L’inertie à la manière de Nesterov ne change rien sans inertie.</translation>
    </message>
    <message>
        <source>No augmentation</source>
        <translation>Pas d’augmentation</translation>
    </message>
    <message>
        <source>No file has been chosen.</source>
        <translation>Aucun fichier n’a été choisi.</translation>
    </message>
    <message>
        <source>No gradient for the bias</source>
        <translation>Pas de gradient pour le biais</translation>
    </message>
    <message>
        <source>No labels lie beside “{file}”.</source>
        <translation>Il n’y a pas d’étiquettes à côté de « {file} ».</translation>
    </message>
    <message>
        <source>No picture in “{folder}” can be read.</source>
        <translation>Aucune image de « {folder} » n’est lisible.</translation>
    </message>
    <message>
        <source>No points have been painted yet.</source>
        <translation>Aucun point n’a encore été peint.</translation>
    </message>
    <message>
        <source>No safe connection could be made.</source>
        <translation>Aucune connexion sûre n’a pu être établie.</translation>
    </message>
    <message>
        <source>No slope of the activation</source>
        <translation>Pas de pente de l’activation</translation>
    </message>
    <message>
        <source>No targets lie beside “{file}”: the network is asked for its input again.</source>
        <translation>Aucune cible à côté de « {file} » : le réseau doit redonner son entrée.</translation>
    </message>
    <message>
        <source>Number the classes from 0.</source>
        <translation>Numérotez les classes à partir de 0.</translation>
    </message>
    <message>
        <source>ONNX cannot say “{what}” yet.</source>
        <translation>ONNX ne sait pas encore exprimer « {what} ».</translation>
    </message>
    <message>
        <source>ONNX files need the library onnx, which is not installed.</source>
        <translation>Les fichiers ONNX demandent la bibliothèque onnx, qui n’est pas installée.</translation>
    </message>
    <message>
        <source>On the way back Dropout lets everything through, also where it forgot a value.</source>
        <translation>Au retour, Dropout laisse tout passer, même là où il a oublié une valeur.</translation>
    </message>
    <message>
        <source>OnPlateau</source>
        <translation>Sur plateau</translation>
    </message>
    <message>
        <source>One of the networks is a mean already.</source>
        <translation>L’un des réseaux est déjà une moyenne.</translation>
    </message>
    <message>
        <source>One to three samples with round numbers: each step of the network can be done by hand.</source>
        <translation>Un à trois exemples aux nombres ronds : chaque étape du réseau se calcule à la main.</translation>
    </message>
    <message>
        <source>OneCycle</source>
        <translation>Un cycle</translation>
    </message>
    <message>
        <source>Only models whose nodes follow each other can be read.</source>
        <translation>Seuls les modèles dont les nœuds se suivent peuvent être lus.</translation>
    </message>
    <message>
        <source>Only models with one input and one output can be read.</source>
        <translation>Seuls les modèles à une entrée et une sortie peuvent être lus.</translation>
    </message>
    <message>
        <source>Only the diagonal of Softmax</source>
        <translation>Seulement la diagonale de Softmax</translation>
    </message>
    <message>
        <source>Open an earlier copy of it.</source>
        <translation>Ouvrez une copie plus ancienne.</translation>
    </message>
    <message>
        <source>Open another copy of it.</source>
        <translation>Ouvrez-en une autre copie.</translation>
    </message>
    <message>
        <source>Open another copy of the file.</source>
        <translation>Ouvrez une autre copie du fichier.</translation>
    </message>
    <message>
        <source>Open it again in a moment.</source>
        <translation>Rouvrez-le dans un instant.</translation>
    </message>
    <message>
        <source>Open it with diynn.load, which takes every model file.</source>
        <translation>Ouvrez-le par diynn.load, qui accepte tout fichier de modèle.</translation>
    </message>
    <message>
        <source>Opposite quarters belong together: a class tells whether x₁ and x₂ differ in sign.</source>
        <translation>Les quarts opposés vont ensemble : la classe dit si x₁ et x₂ sont de signes différents.</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>images PNG</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>Pad1D</source>
        <translation>Pad1D</translation>
    </message>
    <message>
        <source>Pad2D</source>
        <translation>Pad2D</translation>
    </message>
    <message>
        <source>Painted points</source>
        <translation>Points peints</translation>
    </message>
    <message>
        <source>Penguins</source>
        <translation>Manchots</translation>
    </message>
    <message>
        <source>Penguins of three species, 344 in all, as they were measured: some cells are empty.</source>
        <translation>344 manchots de trois espèces, tels qu’ils ont été mesurés : certaines cellules sont vides.</translation>
    </message>
    <message>
        <source>Pixels picked at random become black or white, half of them each; the others stay.</source>
        <translation>Des pixels tirés au hasard deviennent noirs ou blancs, moitié-moitié ; les autres restent.</translation>
    </message>
    <message>
        <source>Places cut off became zeros in a larger window: a training would change them.</source>
        <translation>Des places coupées sont devenues des zéros dans une fenêtre plus grande : un entraînement les changerait.</translation>
    </message>
    <message>
        <source>Points can be painted into data with two inputs and two to five classes only.</source>
        <translation>On ne peut peindre des points que dans des données à deux entrées et de deux à cinq classes.</translation>
    </message>
    <message>
        <source>Points of your own: paint them on the plane of the decision boundary.</source>
        <translation>Des points à vous : peignez-les sur le plan de la frontière de décision.</translation>
    </message>
    <message>
        <source>Points whose codes are near are drawn together, all others apart.</source>
        <translation>Les points dont les codes sont proches s’attirent, tous les autres s’écartent.</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>Press Download, or type: diynn data fetch {name}. Files that you have already may lie in a folder “{place}” within the one that the variable {variable} names.</source>
        <translation>Appuyez sur Télécharger, ou tapez : diynn data fetch {name}. Les fichiers que vous avez déjà peuvent se trouver dans un dossier « {place} » de celui que nomme la variable {variable}.</translation>
    </message>
    <message>
        <source>Press Download, or type: diynn data fetch {name}. Files that you have already may lie in the folder that the variable {variable} names.</source>
        <translation>Appuyez sur Télécharger, ou tapez : diynn data fetch {name}. Les fichiers que vous avez déjà peuvent se trouver dans le dossier que nomme la variable {variable}.</translation>
    </message>
    <message>
        <source>Products and sums with constants became a BatchNorm.</source>
        <translation>Des produits et des sommes avec des constantes sont devenus une BatchNorm.</translation>
    </message>
    <message>
        <source>Put Dropout behind BatchNorm.</source>
        <translation>Mettez Dropout après BatchNorm.</translation>
    </message>
    <message numerus="yes">
        <source>Put Flatten and a Linear with {wanted} output(s) at the end.</source>
        <translation>
            <numerusform>Mettez à la fin Flatten et un Linear à {wanted} sortie.</numerusform>
            <numerusform>Mettez à la fin Flatten et un Linear à {wanted} sorties.</numerusform>
        </translation>
    </message>
    <message>
        <source>Put Flatten before it.</source>
        <translation>Mettez Flatten avant.</translation>
    </message>
    <message>
        <source>Put Linear before it, or export the network from here and train that.</source>
        <translation>Placez Linear avant elle, ou exportez le réseau d’ici et entraînez celui-là.</translation>
    </message>
    <message>
        <source>Put Tanh or ReLU between them.</source>
        <translation>Mettez Tanh ou ReLU entre eux.</translation>
    </message>
    <message>
        <source>Put its file beside the works.</source>
        <translation>Placez son fichier à côté des travaux.</translation>
    </message>
    <message>
        <source>Put the data beside the file, under its old name.</source>
        <translation>Placez les données à côté du fichier, sous leur ancien nom.</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>RateSearch</source>
        <translation>Recherche du taux</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Read it as the data “My file” instead.</source>
        <translation>Lisez-le plutôt comme données « Mon fichier ».</translation>
    </message>
    <message>
        <source>Read the targets as classes.</source>
        <translation>Lisez les cibles comme des classes.</translation>
    </message>
    <message>
        <source>Read the targets as values.</source>
        <translation>Lisez les cibles comme des valeurs.</translation>
    </message>
    <message>
        <source>Regression: the target is sin(π x₁) cos(π x₂), with noise added to it.</source>
        <translation>Régression : la cible est sin(π x₁) cos(π x₂), à laquelle du bruit est ajouté.</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>Régularisation</translation>
    </message>
    <message>
        <source>Remove Softmax, or choose the loss CrossEntropy.</source>
        <translation>Retirez Softmax, ou choisissez la perte CrossEntropy.</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>Retirez-le.</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>Retirez l’une des deux.</translation>
    </message>
    <message>
        <source>Remove {last}.</source>
        <translation>Retirez {last}.</translation>
    </message>
    <message>
        <source>Remove {layer} in row {row}</source>
        <translation>Retirer {layer} à la ligne {row}</translation>
    </message>
    <message>
        <source>Repeat each combination instead: every repeat has a seed of its own.</source>
        <translation>Répétez plutôt chaque combinaison : chaque répétition a sa propre graine.</translation>
    </message>
    <message>
        <source>Repeats and combinations are counted from 1.</source>
        <translation>Les répétitions et les combinaisons se comptent à partir de 1.</translation>
    </message>
    <message>
        <source>Reshape1D</source>
        <translation>Reshape1D</translation>
    </message>
    <message>
        <source>Reshape2D</source>
        <translation>Reshape2D</translation>
    </message>
    <message>
        <source>Residual1D</source>
        <translation>Residual1D</translation>
    </message>
    <message>
        <source>Residual2D</source>
        <translation>Residual2D</translation>
    </message>
    <message>
        <source>Round clouds of points on a circle; more noise makes them run into one another.</source>
        <translation>Des nuages ronds de points sur un cercle ; plus de bruit les fait se mêler.</translation>
    </message>
    <message>
        <source>Row {row} is a Linear right after a Linear: together they can do no more than one.</source>
        <translation>La ligne {row} est un Linear juste après un Linear : ensemble, ils ne peuvent pas plus qu’un seul.</translation>
    </message>
    <message>
        <source>Row {row}, {layer}, stands right after another activation, {above}.</source>
        <translation>La ligne {row}, {layer}, se trouve juste après une autre activation, {above}.</translation>
    </message>
    <message>
        <source>Row {row}: Linear takes a vector, but {shape} arrives from the input.</source>
        <translation>Ligne {row} : Linear attend un vecteur, mais l’entrée fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Row {row}: Linear takes a vector, but {shape} arrives from {above} in row {above_row}.</source>
        <translation>Ligne {row} : Linear attend un vecteur, mais {above} (ligne {above_row}) fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Row {row}: The networks of a {owner} answer in different shapes.</source>
        <translation>Ligne {row} : les réseaux d’un {owner} répondent sous des formes différentes.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} adds more than half of its window, {size}, on each side.</source>
        <translation>Ligne {row} : {owner} ajoute de chaque côté plus que la moitié de sa fenêtre, {size}.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} adds {extra} places to its output, as many as its steps or more.</source>
        <translation>Ligne {row} : {owner} ajoute {extra} places à sa sortie, autant que son pas ou plus.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} cuts off all it makes: of {shape} places nothing is left.</source>
        <translation>Ligne {row} : {owner} coupe tout ce qu’il fait : de {shape} places il ne reste rien.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} has a window of {size}, but only {shape} arrives from the input.</source>
        <translation>Ligne {row} : {owner} a une fenêtre de {size}, mais l’entrée n’en fournit que {shape}.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} has a window of {size}, but only {shape} arrives from {above} in row {above_row}.</source>
        <translation>Ligne {row} : {owner} a une fenêtre de {size}, mais {above} (ligne {above_row}) n’en fournit que {shape}.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} has {groups} groups, but {channels} channels arrive and there are {filters} filters: both must be multiples of the groups.</source>
        <translation>Ligne {row} : {owner} a {groups} groupes, mais {channels} canaux arrivent et il y a {filters} filtres : les deux doivent être des multiples du nombre de groupes.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} mirrors {count} places, but only {places} arrive.</source>
        <translation>Ligne {row} : {owner} reflète {count} places, mais {places} seulement arrivent.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} needs a window with a middle, but its size is {size}.</source>
        <translation>Ligne {row} : {owner} demande une fenêtre qui a un milieu, mais sa taille est {size}.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} shares what arrives from the input out among {places} places, but {values} is no multiple of that.</source>
        <translation>Ligne {row} : {owner} répartit ce qui arrive de l’entrée sur {places} places, mais {values} n’en est pas un multiple.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} shares what arrives from {above} in row {above_row} out among {places} places, but {values} is no multiple of that.</source>
        <translation>Ligne {row} : {owner} répartit ce qui arrive de {above} à la ligne {above_row} sur {places} places, mais {values} n’en est pas un multiple.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} takes a sequence (length × channels) or an image (height × width × channels), but {shape} arrives from the input.</source>
        <translation>Ligne {row} : {owner} attend une séquence (longueur × canaux) ou une image (hauteur × largeur × canaux), mais l’entrée fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} takes a sequence (length × channels) or an image (height × width × channels), but {shape} arrives from {above} in row {above_row}.</source>
        <translation>Ligne {row} : {owner} attend une séquence (longueur × canaux) ou une image (hauteur × largeur × canaux), mais {above} (ligne {above_row}) fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} takes {wanted}, but {shape} arrives from the input.</source>
        <translation>Ligne {row} : {owner} attend {wanted}, mais l’entrée fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Row {row}: {owner} takes {wanted}, but {shape} arrives from {above} in row {above_row}.</source>
        <translation>Ligne {row} : {owner} attend {wanted}, mais {above} (ligne {above_row}) fournit {shape} valeurs.</translation>
    </message>
    <message>
        <source>Rows of both parts are needed: train and test.</source>
        <translation>Il faut des lignes des deux parties : train et test.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Exécution</translation>
    </message>
    <message>
        <source>SELU</source>
        <translation>SELU</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Salt and pepper</source>
        <translation>Poivre et sel</translation>
    </message>
    <message>
        <source>Save another sheet as a table of its own to read it.</source>
        <translation>Pour lire une autre feuille, enregistrez-la dans un fichier à part.</translation>
    </message>
    <message>
        <source>Save it again as JPEG or PNG, or install {package}.</source>
        <translation>Enregistrez-la en JPEG ou en PNG, ou installez {package}.</translation>
    </message>
    <message>
        <source>Save it again in a moment.</source>
        <translation>Enregistrez-le de nouveau dans un instant.</translation>
    </message>
    <message>
        <source>Save it again with numpy.savez.</source>
        <translation>Enregistrez-le de nouveau avec numpy.savez.</translation>
    </message>
    <message>
        <source>Save its pictures again as PNG, or take the folder out.</source>
        <translation>Enregistrez de nouveau ses images en PNG, ou retirez le dossier.</translation>
    </message>
    <message>
        <source>Save the file again with numpy.savez.</source>
        <translation>Enregistrez de nouveau le fichier avec numpy.savez.</translation>
    </message>
    <message>
        <source>Save the table as UTF-8 if it matters.</source>
        <translation>Enregistrez le tableau en UTF-8 si c’est important.</translation>
    </message>
    <message>
        <source>Save them again as JPEG or PNG, or install {package}.</source>
        <translation>Enregistrez-les en JPEG ou en PNG, ou installez {package}.</translation>
    </message>
    <message>
        <source>Save them again as PNG if they are pictures.</source>
        <translation>S’il s’agit d’images, enregistrez-les de nouveau en PNG.</translation>
    </message>
    <message>
        <source>Save them as y.npy in the same folder, a row each, to ask for something else.</source>
        <translation>Enregistrez-les sous y.npy dans le même dossier, une ligne par exemple, pour demander autre chose.</translation>
    </message>
    <message>
        <source>Say that it holds categories if the network is to see it.</source>
        <translation>Indiquez qu’elle contient des catégories si le réseau doit la voir.</translation>
    </message>
    <message>
        <source>Say which sign is the decimal one: the point or the comma.</source>
        <translation>Indiquez le séparateur décimal : le point ou la virgule.</translation>
    </message>
    <message>
        <source>Scale the values to predict</source>
        <translation>Mettre à l’échelle les valeurs à prédire</translation>
    </message>
    <message>
        <source>Scale them: pictures show them as they were given.</source>
        <translation>Mettez-les à l’échelle : les images les montrent telles qu’elles ont été données.</translation>
    </message>
    <message>
        <source>See it as a vector or a sequence.</source>
        <translation>Voyez-le comme un vecteur ou une séquence.</translation>
    </message>
    <message>
        <source>See the input as a sequence</source>
        <translation>Voir l’entrée comme une séquence</translation>
    </message>
    <message>
        <source>See the input as a vector</source>
        <translation>Voir l’entrée comme un vecteur</translation>
    </message>
    <message>
        <source>See the input as an image</source>
        <translation>Voir l’entrée comme une image</translation>
    </message>
    <message>
        <source>See the input as an image, or move the row to where one arrives.</source>
        <translation>Voyez l’entrée comme une image, ou déplacez la ligne là où il en arrive une.</translation>
    </message>
    <message>
        <source>See the input as it is</source>
        <translation>Voir l’entrée telle quelle</translation>
    </message>
    <message>
        <source>See the input as {seen}, or move the row to where one arrives.</source>
        <translation>Voyez l’entrée comme {seen}, ou déplacez la ligne là où il en arrive une.</translation>
    </message>
    <message>
        <source>Set the augmentation to zero, or choose data with images.</source>
        <translation>Mettez l’augmentation à zéro, ou choisissez des données faites d’images.</translation>
    </message>
    <message>
        <source>Set the batch size to {size}</source>
        <translation>Régler la taille de batch sur {size}</translation>
    </message>
    <message>
        <source>Set the groups to 1</source>
        <translation>Mettre les groupes à 1</translation>
    </message>
    <message>
        <source>Set the output padding to 0</source>
        <translation>Mettre le remplissage de sortie à 0</translation>
    </message>
    <message>
        <source>Set the outputs of row {row} to {outputs}</source>
        <translation>Donner {outputs} sorties à la ligne {row}</translation>
    </message>
    <message>
        <source>Set the padding to 0</source>
        <translation>Mettre le remplissage à 0</translation>
    </message>
    <message>
        <source>Set the patience to {patience}</source>
        <translation>Régler la patience sur {patience}</translation>
    </message>
    <message>
        <source>Set the size to {size}</source>
        <translation>Mettre la taille à {size}</translation>
    </message>
    <message numerus="yes">
        <source>Set the warm-up to {rising} epoch(s)</source>
        <translation>
            <numerusform>Fixer l’échauffement à {rising} époque</numerusform>
            <numerusform>Fixer l’échauffement à {rising} époques</numerusform>
        </translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Shrink the window to {size}</source>
        <translation>Réduire la fenêtre à {size}</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Slope of Tanh 1 − y</source>
        <translation>Pente de Tanh 1 − y</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Softmax stands before LogSoftmaxCrossEntropy, which has one inside: learning gets slow.</source>
        <translation>Softmax se trouve avant LogSoftmaxCrossEntropy, qui en contient déjà un : l’apprentissage devient lent.</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>Softsign</source>
        <translation>Softsign</translation>
    </message>
    <message>
        <source>Some codes are infinite or not a number.</source>
        <translation>Certains codes sont infinis ou ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>Some values in the data are infinite or no numbers, so nothing can be learnt.</source>
        <translation>Certaines valeurs des données sont infinies ou ne sont pas des nombres : rien ne peut être appris.</translation>
    </message>
    <message>
        <source>Some values in the data are so large that their squares leave the range of numbers, so nothing can be learnt.</source>
        <translation>Certaines valeurs des données sont si grandes que leurs carrés dépassent le plus grand nombre représentable : rien ne peut être appris.</translation>
    </message>
    <message>
        <source>Something unforeseen happened ({kind}: {what}).</source>
        <translation>Un imprévu est survenu ({kind} : {what}).</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>Spirales</translation>
    </message>
    <message>
        <source>Split by share, or leave these rows out.</source>
        <translation>Partagez au hasard, ou écartez ces lignes.</translation>
    </message>
    <message>
        <source>Start again: what is finished is kept.</source>
        <translation>Relancez : ce qui est terminé est gardé.</translation>
    </message>
    <message>
        <source>Start one with “dask scheduler”, and write its address, such as tcp://192.168.1.10:8786.</source>
        <translation>Lancez-en un par « dask scheduler », et écrivez son adresse, par exemple tcp://192.168.1.10:8786.</translation>
    </message>
    <message>
        <source>Start some with “dask worker” and its address.</source>
        <translation>Lancez-en par « dask worker » et son adresse.</translation>
    </message>
    <message>
        <source>Start the experiment again: it is trained again.</source>
        <translation>Relancez l’expérience : elle sera entraînée de nouveau.</translation>
    </message>
    <message>
        <source>Start the lesson again, and hand in what is done then.</source>
        <translation>Recommencez la leçon et rendez ce qui sera fait alors.</translation>
    </message>
    <message>
        <source>Statistics taken for constants</source>
        <translation>Statistiques prises pour des constantes</translation>
    </message>
    <message>
        <source>Step in the wrong direction</source>
        <translation>Pas dans le mauvais sens</translation>
    </message>
    <message>
        <source>Step {number} is not done by this.</source>
        <translation>L’étape {number} n’est pas faite ainsi.</translation>
    </message>
    <message>
        <source>StepDecay</source>
        <translation>Par paliers</translation>
    </message>
    <message>
        <source>Such cells of “{column}” are empty</source>
        <translation>De telles cellules de « {column} » sont vides</translation>
    </message>
    <message>
        <source>SurfaceSettings</source>
        <translation>Surface de perte</translation>
    </message>
    <message>
        <source>SweepPlan</source>
        <translation>Balayage</translation>
    </message>
    <message>
        <source>TSNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Take some of them in again.</source>
        <translation>Reprenez-en.</translation>
    </message>
    <message>
        <source>Take the brush of a class above the decision boundary, and paint on its plane.</source>
        <translation>Prenez le pinceau d’une classe au-dessus de la frontière de décision, et peignez sur son plan.</translation>
    </message>
    <message>
        <source>Take them away and download {title} again.</source>
        <translation>Enlevez-les et téléchargez {title} de nouveau.</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Texts can only be the same (==) or not (!=).</source>
        <translation>Des textes ne peuvent qu’être égaux (==) ou différents (!=).</translation>
    </message>
    <message>
        <source>That would be {count} runs.</source>
        <translation>Cela ferait {count} exécutions.</translation>
    </message>
    <message>
        <source>The action “{name}” cannot be “{value}”.</source>
        <translation>L’action « {name} » ne peut pas valoir « {value} ».</translation>
    </message>
    <message>
        <source>The action “{name}” needs {parts}.</source>
        <translation>L’action « {name} » demande {parts}.</translation>
    </message>
    <message>
        <source>The array “{name}” in “{file}” holds {kind}, not numbers.</source>
        <translation>Le tableau « {name} » de « {file} » contient {kind}, et non des nombres.</translation>
    </message>
    <message>
        <source>The array “{name}” in “{file}” is damaged.</source>
        <translation>Le tableau « {name} » de « {file} » est endommagé.</translation>
    </message>
    <message>
        <source>The array “{name}” in “{file}” is not a list of samples.</source>
        <translation>Le tableau « {name} » de « {file} » n’est pas une liste d’exemples.</translation>
    </message>
    <message>
        <source>The beginning of a run is not in the file.</source>
        <translation>Le début d’une exécution n’est pas dans le fichier.</translation>
    </message>
    <message>
        <source>The biases get the gradient 0 and stay as they began.</source>
        <translation>Les biais reçoivent le gradient 0 et restent tels qu’au début.</translation>
    </message>
    <message>
        <source>The cell of “{column}” is empty.</source>
        <translation>La cellule de « {column} » est vide.</translation>
    </message>
    <message numerus="yes">
        <source>The class “{name}” has {count} sample(s): a network can hardly learn it, and the test part cannot judge it.</source>
        <translation>
            <numerusform>La classe « {name} » a {count} échantillon : un réseau peut à peine l’apprendre, et la partie de test ne peut pas la juger.</numerusform>
            <numerusform>La classe « {name} » a {count} échantillons : un réseau peut à peine l’apprendre, et la partie de test ne peut pas la juger.</numerusform>
        </translation>
    </message>
    <message>
        <source>The cluster does not answer any more.</source>
        <translation>Le cluster ne répond plus.</translation>
    </message>
    <message>
        <source>The cluster has no workers.</source>
        <translation>Le cluster n’a pas de workers.</translation>
    </message>
    <message>
        <source>The column “{column}” has texts where the network has learnt from numbers.</source>
        <translation>La colonne « {column} » contient des textes là où le réseau a appris sur des nombres.</translation>
    </message>
    <message>
        <source>The column “{column}” is missing.</source>
        <translation>La colonne « {column} » manque.</translation>
    </message>
    <message>
        <source>The columns are not equally long: {least} to {most} cells.</source>
        <translation>Les colonnes n’ont pas la même longueur : de {least} à {most} cellules.</translation>
    </message>
    <message>
        <source>The comma is the decimal sign</source>
        <translation>La virgule est le signe décimal</translation>
    </message>
    <message>
        <source>The comparison of the images was called off.</source>
        <translation>La comparaison des images a été interrompue.</translation>
    </message>
    <message>
        <source>The comparison with PCA was called off.</source>
        <translation>La comparaison avec l’ACP a été interrompue.</translation>
    </message>
    <message>
        <source>The condition has too many brackets.</source>
        <translation>La condition a trop de parenthèses.</translation>
    </message>
    <message>
        <source>The condition is too long.</source>
        <translation>La condition est trop longue.</translation>
    </message>
    <message>
        <source>The connection broke off on the way.</source>
        <translation>La connexion s’est interrompue en route.</translation>
    </message>
    <message>
        <source>The data could not be laid out for the workers: {reason}.</source>
        <translation>Les données n’ont pas pu être préparées pour les processus : {reason}.</translation>
    </message>
    <message>
        <source>The data could not be read: {reason}.</source>
        <translation>Les données n’ont pas pu être lues : {reason}.</translation>
    </message>
    <message>
        <source>The data has not as many targets as samples: {targets} and {samples}.</source>
        <translation>Les données n’ont pas autant de cibles que d’exemples : {targets} et {samples}.</translation>
    </message>
    <message>
        <source>The data is being read.</source>
        <translation>Les données sont en cours de lecture.</translation>
    </message>
    <message>
        <source>The data is not here: reading or fetching it was cancelled.</source>
        <translation>Les données manquent : leur lecture ou leur téléchargement a été annulé.</translation>
    </message>
    <message>
        <source>The data “{name}” is not what it was trained on.</source>
        <translation>Les données « {name} » ne sont pas celles de l’entraînement.</translation>
    </message>
    <message>
        <source>The epochs of a run as a film for slides.</source>
        <translation>Les époques d’une exécution en film, pour un diaporama.</translation>
    </message>
    <message>
        <source>The experiments are: {names}.</source>
        <translation>Les expériences sont : {names}.</translation>
    </message>
    <message>
        <source>The fields of a checkerboard: black are one class, white the other.</source>
        <translation>Les cases d’un damier : les noires sont une classe, les blanches l’autre.</translation>
    </message>
    <message>
        <source>The file has no epoch {epoch} of a run.</source>
        <translation>Le fichier n’a pas l’époque {epoch} d’une exécution.</translation>
    </message>
    <message>
        <source>The file may come from a newer version.</source>
        <translation>Le fichier vient peut-être d’une version plus récente.</translation>
    </message>
    <message>
        <source>The file may have been cut off: download or copy it again.</source>
        <translation>Le fichier a peut-être été coupé : téléchargez-le ou copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>The files {files} in “{folder}” are not those of {title}.</source>
        <translation>Les fichiers {files} de « {folder} » ne sont pas ceux de {title}.</translation>
    </message>
    <message>
        <source>The first weights of a run are neither those of its seed nor typed.</source>
        <translation>Les premiers poids d’une exécution ne sont ni ceux de sa graine ni saisis.</translation>
    </message>
    <message>
        <source>The first weights of a run are not in the file.</source>
        <translation>Les premiers poids d’une exécution ne sont pas dans le fichier.</translation>
    </message>
    <message>
        <source>The folder {folder} is in use.</source>
        <translation>Le dossier {folder} est en cours d’utilisation.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be made: {reason}.</source>
        <translation>Le dossier « {folder} » ne peut pas être créé : {reason}.</translation>
    </message>
    <message>
        <source>The gradient for the input of a convolution is made with the kernel as it is, not turned by half a circle.</source>
        <translation>Le gradient pour l’entrée d’une convolution est fait avec le noyau tel quel, sans demi-tour.</translation>
    </message>
    <message>
        <source>The gradient of a maximum goes to all values of its window, as for a mean.</source>
        <translation>Le gradient d’un maximum va à toutes les valeurs de sa fenêtre, comme pour une moyenne.</translation>
    </message>
    <message>
        <source>The gradient passes the activation as if it were a straight line.</source>
        <translation>Le gradient traverse l’activation comme si c’était une droite.</translation>
    </message>
    <message>
        <source>The images of {name} are all empty.</source>
        <translation>Les images de {name} sont toutes vides.</translation>
    </message>
    <message>
        <source>The input of “{file}” has no fixed shape: {shape}.</source>
        <translation>L’entrée de « {file} » n’a pas de forme fixe : {shape}.</translation>
    </message>
    <message>
        <source>The inputs are not scaled: they lie between {low} and {high}. From such numbers most networks learn little or nothing.</source>
        <translation>Les entrées ne sont pas mises à l’échelle : elles vont de {low} à {high}. De tels nombres, la plupart des réseaux apprennent peu ou rien.</translation>
    </message>
    <message>
        <source>The inputs are not scaled: “{feature}” lies between {low} and {high}. From such numbers most networks learn little or nothing.</source>
        <translation>Les entrées ne sont pas mises à l’échelle : « {feature} » va de {low} à {high}. De tels nombres, la plupart des réseaux apprennent peu ou rien.</translation>
    </message>
    <message>
        <source>The labels of this classifier cannot be saved.</source>
        <translation>Les étiquettes de ce classifieur ne peuvent pas être enregistrées.</translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {classes} output(s).</source>
        <translation>
            <numerusform>Le dernier Linear doit avoir {classes} sortie.</numerusform>
            <numerusform>Le dernier Linear doit avoir {classes} sorties.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {outputs} output(s), one for each class.</source>
        <translation>
            <numerusform>Le dernier Linear doit avoir {outputs} sortie, une par classe.</numerusform>
            <numerusform>Le dernier Linear doit avoir {outputs} sorties, une par classe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {wanted} output(s).</source>
        <translation>
            <numerusform>Le dernier Linear doit avoir {wanted} sortie.</numerusform>
            <numerusform>Le dernier Linear doit avoir {wanted} sorties.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last row gives {outputs} values, but there are only {classes} class(es).</source>
        <translation>
            <numerusform>La dernière ligne donne {outputs} valeurs, mais il n’y a que {classes} classe.</numerusform>
            <numerusform>La dernière ligne donne {outputs} valeurs, mais il n’y a que {classes} classes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The layers are missing or unreadable in this file.</source>
        <translation>Les couches manquent ou sont illisibles dans ce fichier.</translation>
    </message>
    <message>
        <source>The learning rate cannot grow from {low} to {high}.</source>
        <translation>Le taux d’apprentissage ne peut pas grandir de {low} à {high}.</translation>
    </message>
    <message>
        <source>The learning rate falls along half a cosine, slowly, fast, slowly, to the end of the run.</source>
        <translation>Le taux d’apprentissage descend le long d’un demi-cosinus, lentement, vite, lentement, jusqu’à la fin de l’exécution.</translation>
    </message>
    <message>
        <source>The learning rate falls whenever the loss has not become smaller for some epochs.</source>
        <translation>Le taux d’apprentissage descend chaque fois que la perte n’a pas diminué pendant quelques époques.</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by a factor every so many epochs, as PyTorch's StepLR does.</source>
        <translation>Le taux d’apprentissage est multiplié par un facteur toutes les n époques, comme le fait StepLR de PyTorch.</translation>
    </message>
    <message>
        <source>The learning rate rises along a cosine from a small one to its full height, then falls to almost nothing at the last step.</source>
        <translation>Le taux d’apprentissage monte le long d’un cosinus d’une petite valeur à toute sa hauteur, puis descend presque à rien au dernier pas.</translation>
    </message>
    <message>
        <source>The learning rate stays as it is, after a warm-up where one is wanted.</source>
        <translation>Le taux d’apprentissage reste tel quel, après un échauffement si l’on en veut un.</translation>
    </message>
    <message>
        <source>The lesson has no step {number}.</source>
        <translation>La leçon n’a pas d’étape {number}.</translation>
    </message>
    <message>
        <source>The lesson has no title yet.</source>
        <translation>La leçon n’a pas encore de titre.</translation>
    </message>
    <message>
        <source>The lesson “{lesson}” is not here.</source>
        <translation>La leçon « {lesson} » n’est pas ici.</translation>
    </message>
    <message>
        <source>The loss at each place of a plane through the weights.</source>
        <translation>La perte en chaque endroit d’un plan à travers les poids.</translation>
    </message>
    <message>
        <source>The loss did not fall before it ran away at a learning rate of {high}.</source>
        <translation>La perte n’a pas baissé avant de s’emballer à un taux d’apprentissage de {high}.</translation>
    </message>
    <message>
        <source>The loss is a mean, its gradient that of the sum: too large by the number of samples or values.</source>
        <translation>La perte est une moyenne, son gradient celui de la somme : trop grand du nombre d’exemples ou de valeurs.</translation>
    </message>
    <message>
        <source>The loss ran away as soon as the learning rate grew, before it had fallen.</source>
        <translation>La perte s’est emballée dès que le taux d’apprentissage a grandi, avant d’avoir baissé.</translation>
    </message>
    <message>
        <source>The loss {loss} compares with {wanted} classes, but the last row gives {shape}.</source>
        <translation>La perte {loss} compare à {wanted} classes, mais la dernière ligne donne {shape}.</translation>
    </message>
    <message numerus="yes">
        <source>The loss {loss} compares with {wanted} value(s), but the last row gives {shape}.</source>
        <translation>
            <numerusform>La perte {loss} compare à {wanted} valeur, mais la dernière ligne donne {shape}.</numerusform>
            <numerusform>La perte {loss} compare à {wanted} valeurs, mais la dernière ligne donne {shape}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The network has no “{setting}” to set.</source>
        <translation>Le réseau n’a pas de « {setting} » à régler.</translation>
    </message>
    <message>
        <source>The network is being made.</source>
        <translation>Le réseau est en préparation.</translation>
    </message>
    <message>
        <source>The network is still being made.</source>
        <translation>Le réseau est encore en préparation.</translation>
    </message>
    <message>
        <source>The network takes samples of {wanted}, but an array of {shape} arrives.</source>
        <translation>Le réseau prend des exemples de {wanted}, mais reçoit un tableau de {shape}.</translation>
    </message>
    <message>
        <source>The networks of a {owner} answer in different shapes.</source>
        <translation>Les réseaux d’un {owner} répondent sous des formes différentes.</translation>
    </message>
    <message>
        <source>The networks of a {owner} are missing or unreadable.</source>
        <translation>Les réseaux d’un {owner} manquent ou sont illisibles.</translation>
    </message>
    <message>
        <source>The node “{node}” ({kind}) of “{file}” cannot be said in layers: {why}.</source>
        <translation>Le nœud « {node} » ({kind}) de « {file} » n’a pas d’équivalent en couches : {why}.</translation>
    </message>
    <message>
        <source>The nodes of “{file}” do not lead from its input to its output.</source>
        <translation>Les nœuds de « {file} » ne mènent pas de son entrée à sa sortie.</translation>
    </message>
    <message>
        <source>The numbers run from 1 to {count}.</source>
        <translation>Les numéros vont de 1 à {count}.</translation>
    </message>
    <message>
        <source>The picture “{picture}” cannot be read.</source>
        <translation>L’image « {picture} » ne peut pas être lue.</translation>
    </message>
    <message>
        <source>The picture “{picture}” is of the kind {kind}, which cannot be read here.</source>
        <translation>L’image « {picture} » est au format {kind}, illisible ici.</translation>
    </message>
    <message>
        <source>The pictures in “{folder}” are learnt from, too.</source>
        <translation>Les images de « {folder} » servent aussi à l’apprentissage.</translation>
    </message>
    <message>
        <source>The point is the decimal sign</source>
        <translation>Le point est le signe décimal</translation>
    </message>
    <message>
        <source>The process of this run ended twice before it was done.</source>
        <translation>Le processus de cette exécution s’est arrêté deux fois avant la fin.</translation>
    </message>
    <message>
        <source>The process of this work ended twice before it was done, perhaps because memory ran out.</source>
        <translation>Le processus de ce travail s’est arrêté deux fois avant la fin, peut-être faute de mémoire.</translation>
    </message>
    <message>
        <source>The processes of this program were ended from outside.</source>
        <translation>Les processus de ce programme ont été arrêtés de l’extérieur.</translation>
    </message>
    <message>
        <source>The program's own file “{file}” is missing.</source>
        <translation>Le fichier « {file} », propre au programme, manque.</translation>
    </message>
    <message>
        <source>The proxy let nothing through.</source>
        <translation>Le mandataire (proxy) n’a rien laissé passer.</translation>
    </message>
    <message>
        <source>The recipes are: {names}.</source>
        <translation>Les recettes sont : {names}.</translation>
    </message>
    <message>
        <source>The result of {number} was written but cannot be read again.</source>
        <translation>Le résultat de {number} a été écrit mais ne peut pas être relu.</translation>
    </message>
    <message numerus="yes">
        <source>The run waits {patience} epoch(s) for something better, but it ends after {epochs}: it never stops early.</source>
        <translation>
            <numerusform>L’exécution attend {patience} époque une amélioration, mais s’arrête après {epochs} : elle ne s’arrête jamais tôt.</numerusform>
            <numerusform>L’exécution attend {patience} époques une amélioration, mais s’arrête après {epochs} : elle ne s’arrête jamais tôt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The run “{run}” is gone from {folder}.</source>
        <translation>L’exécution « {run} » a disparu de {folder}.</translation>
    </message>
    <message>
        <source>The samples are no numbers.</source>
        <translation>Les exemples ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>The samples in “{file}” are texts.</source>
        <translation>Les exemples de « {file} » sont des textes.</translation>
    </message>
    <message>
        <source>The samples of {data} are no images, so they are not warped: only noise is added.</source>
        <translation>Les exemples de {data} ne sont pas des images : ils ne sont pas déformés, seul du bruit est ajouté.</translation>
    </message>
    <message>
        <source>The samples of {what} are empty.</source>
        <translation>Les exemples de {what} sont vides.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Le serveur est injoignable.</translation>
    </message>
    <message>
        <source>The server refers to one place after the other.</source>
        <translation>Le serveur renvoie d’un endroit à l’autre sans fin.</translation>
    </message>
    <message>
        <source>The server refused “{file}” ({status}).</source>
        <translation>Le serveur a refusé « {file} » ({status}).</translation>
    </message>
    <message>
        <source>The server was silent for {seconds} seconds.</source>
        <translation>Le serveur est resté muet pendant {seconds} secondes.</translation>
    </message>
    <message>
        <source>The server's address, or one that it refers to, is not valid.</source>
        <translation>L’adresse du serveur, ou une adresse à laquelle il renvoie, n’est pas valable.</translation>
    </message>
    <message>
        <source>The server's name is not known: there is no network, or a proxy is needed.</source>
        <translation>Le nom du serveur n’est pas connu : il n’y a pas de réseau, ou il faut un mandataire (proxy).</translation>
    </message>
    <message>
        <source>The shape of the samples is not known, so no weights can be matched.</source>
        <translation>La forme des exemples n’est pas connue ; aucun poids ne peut donc être attribué.</translation>
    </message>
    <message>
        <source>The slope of Tanh is taken for 1 − y; it is 1 − y².</source>
        <translation>La pente de Tanh est prise pour 1 − y ; elle vaut 1 − y².</translation>
    </message>
    <message>
        <source>The steps were too long for this network, and the weights grew without limit.</source>
        <translation>Les pas étaient trop longs pour ce réseau, et les poids ont grandi sans limite.</translation>
    </message>
    <message>
        <source>The table has {found} columns, and the network takes {wanted} inputs: {names}.</source>
        <translation>La table a {found} colonnes, et le réseau prend {wanted} entrées : {names}.</translation>
    </message>
    <message>
        <source>The table needs the columns that the network has learnt from.</source>
        <translation>Le tableau doit contenir les colonnes sur lesquelles le réseau a appris.</translation>
    </message>
    <message>
        <source>The targets of {what} have {axes} axes.</source>
        <translation>Les cibles de {what} ont {axes} axes.</translation>
    </message>
    <message>
        <source>The training and the test targets of {what} are of different kinds.</source>
        <translation>Les cibles d’entraînement et de test de {what} ne sont pas du même genre.</translation>
    </message>
    <message>
        <source>The training left the range of numbers in epoch {epoch}, and the last good weights are back. {cause}</source>
        <translation>L’entraînement a divergé à l’époque {epoch} (valeurs infinies ou NaN), et les derniers bons poids sont de retour. {cause}</translation>
    </message>
    <message>
        <source>The value of “{column}” is not a number: “{cell}”.</source>
        <translation>La valeur de « {column} » n’est pas un nombre : « {cell} ».</translation>
    </message>
    <message>
        <source>The values of {setting} cannot go from {low} to {high}.</source>
        <translation>Les valeurs de {setting} ne peuvent pas aller de {low} à {high}.</translation>
    </message>
    <message>
        <source>The values to predict lie between {low} and {high}. Steps for numbers so far from 1 are too long or too short: the training diverges, or hardly learns.</source>
        <translation>Les valeurs à prédire vont de {low} à {high}. Pour des nombres si loin de 1, les pas sont trop longs ou trop courts : l’entraînement diverge, ou n’apprend presque rien.</translation>
    </message>
    <message numerus="yes">
        <source>The warm-up takes {rising} epoch(s), but the run ends after {epochs}: the learning rate never gets to its full height.</source>
        <translation>
            <numerusform>L’échauffement prend {rising} époque, mais l’exécution s’arrête après {epochs} : le taux d’apprentissage n’atteint jamais toute sa hauteur.</numerusform>
            <numerusform>L’échauffement prend {rising} époques, mais l’exécution s’arrête après {epochs} : le taux d’apprentissage n’atteint jamais toute sa hauteur.</numerusform>
        </translation>
    </message>
    <message>
        <source>The weights go up the slope of the loss.</source>
        <translation>Les poids remontent la pente de la perte.</translation>
    </message>
    <message>
        <source>The weights in this file are for samples of {before}, but those of “{name}” are {now}.</source>
        <translation>Les poids de ce fichier sont pour des exemples de {before}, mais ceux de « {name} » sont de {now}.</translation>
    </message>
    <message>
        <source>The weights in this file do not belong to the network in it.</source>
        <translation>Les poids de ce fichier n’appartiennent pas au réseau qu’il contient.</translation>
    </message>
    <message>
        <source>The weights in “{file}” do not belong to the network in it.</source>
        <translation>Les poids de « {file} » n’appartiennent pas au réseau qu’il contient.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Le travail a été annulé.</translation>
    </message>
    <message>
        <source>The worker at {worker} has other versions (NumPy {found}, here {mine}), so its results would not be the same.</source>
        <translation>Le worker à {worker} a d’autres versions (NumPy {found}, ici {mine}) : ses résultats ne seraient pas les mêmes.</translation>
    </message>
    <message>
        <source>The workers of this run were lost {count} times.</source>
        <translation>Les workers de cette exécution ont été perdus {count} fois.</translation>
    </message>
    <message>
        <source>There are no samples.</source>
        <translation>Il n’y a aucun exemple.</translation>
    </message>
    <message>
        <source>There are no values for {setting}.</source>
        <translation>Il n’y a pas de valeurs pour {setting}.</translation>
    </message>
    <message>
        <source>There is no Dask scheduler at “{address}”.</source>
        <translation>Il n’y a pas d’ordonnanceur Dask à « {address} ».</translation>
    </message>
    <message>
        <source>There is no action “{name}”.</source>
        <translation>Il n’y a pas d’action « {name} ».</translation>
    </message>
    <message>
        <source>There is no data set “{name}” to download.</source>
        <translation>Il n’y a pas de données « {name} » à télécharger.</translation>
    </message>
    <message>
        <source>There is no epoch between these two.</source>
        <translation>Il n’y a pas d’époque entre ces deux-là.</translation>
    </message>
    <message>
        <source>There is no experiment called “{name}”.</source>
        <translation>Il n’y a pas d’expérience « {name} ».</translation>
    </message>
    <message>
        <source>There is no file “{file}”.</source>
        <translation>Il n’y a pas de fichier « {file} ».</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>Il n’y a pas de fichier « {path} ».</translation>
    </message>
    <message>
        <source>There is no folder “{folder}”, and it cannot be made: {reason}.</source>
        <translation>Il n’y a pas de dossier « {folder} », et il ne peut pas être créé : {reason}.</translation>
    </message>
    <message>
        <source>There is no image {number}.</source>
        <translation>Il n’y a pas d’image {number}.</translation>
    </message>
    <message>
        <source>There is no recipe and no file called “{name}”.</source>
        <translation>Il n’y a ni recette ni fichier « {name} ».</translation>
    </message>
    <message>
        <source>There is no room left in “{folder}”.</source>
        <translation>Il n’y a plus de place dans « {folder} ».</translation>
    </message>
    <message>
        <source>There is no row {row} to remove.</source>
        <translation>Il n’y a pas de ligne {row} à retirer.</translation>
    </message>
    <message>
        <source>There is no row {row}.</source>
        <translation>Il n’y a pas de ligne {row}.</translation>
    </message>
    <message>
        <source>There is no sample to find axes in.</source>
        <translation>Il n’y a aucun exemple où chercher des axes.</translation>
    </message>
    <message>
        <source>There is no scaling called “{scaling}”.</source>
        <translation>Il n’y a pas d’échelle « {scaling} ».</translation>
    </message>
    <message>
        <source>There is no view called “{view}”.</source>
        <translation>Il n’y a pas de vue « {view} ».</translation>
    </message>
    <message>
        <source>There is not enough memory for this run.</source>
        <translation>Il n’y a pas assez de mémoire pour cette exécution.</translation>
    </message>
    <message>
        <source>There must be a group for each part. Choose another column to split by.</source>
        <translation>Il faut un groupe pour chaque partie. Choisissez une autre colonne pour le partage.</translation>
    </message>
    <message>
        <source>There must be a list of at most {most}.</source>
        <translation>Il faut une liste d’au plus {most}.</translation>
    </message>
    <message>
        <source>There must be at least two, better hundreds.</source>
        <translation>Il en faut au moins deux, mieux des centaines.</translation>
    </message>
    <message>
        <source>These layers fit into no network for the data “{data}”: {layers}.</source>
        <translation>Ces couches n’entrent dans aucun réseau pour les données « {data} » : {layers}.</translation>
    </message>
    <message>
        <source>They must be one class or one row of values for each sample.</source>
        <translation>Il faut une classe ou une rangée de valeurs par exemple.</translation>
    </message>
    <message>
        <source>This design has no setting called “{name}”.</source>
        <translation>Cette architecture n’a pas de réglage « {name} ».</translation>
    </message>
    <message>
        <source>This design was made by a newer diynn (design version {found}; this one reads up to {known}).</source>
        <translation>Cette architecture a été faite par un diynn plus récent (version d’architecture {found} ; celui-ci lit jusqu’à {known}).</translation>
    </message>
    <message>
        <source>This diynn knows no {what} called “{name}”.</source>
        <translation>Ce diynn ne connaît pas « {name} » ({what}).</translation>
    </message>
    <message>
        <source>This is not a diynn design.</source>
        <translation>Ce n’est pas une architecture de diynn.</translation>
    </message>
    <message>
        <source>This lesson does without {layer}.</source>
        <translation>Cette leçon se passe de {layer}.</translation>
    </message>
    <message>
        <source>This lesson leaves {setting} as it is.</source>
        <translation>Cette leçon laisse {setting} tel quel.</translation>
    </message>
    <message>
        <source>This network gives samples of {shape}, and no pictures.</source>
        <translation>Ce réseau donne des exemples de {shape}, et non des images.</translation>
    </message>
    <message>
        <source>This network needs {size} of memory, and {free} are free.</source>
        <translation>Ce réseau demande {size} de mémoire, et {free} sont libres.</translation>
    </message>
    <message>
        <source>This network takes samples of {shape}, and no pictures.</source>
        <translation>Ce réseau prend des exemples de {shape}, et non des images.</translation>
    </message>
    <message>
        <source>This network tells no classes apart, so it gives no probabilities.</source>
        <translation>Ce réseau ne distingue pas de classes : il ne donne pas de probabilités.</translation>
    </message>
    <message>
        <source>This part of the data has no samples.</source>
        <translation>Cette partie des données n’a pas d’exemples.</translation>
    </message>
    <message>
        <source>This stack has no weights, so it cannot learn.</source>
        <translation>Cette pile n’a pas de poids : elle ne peut pas apprendre.</translation>
    </message>
    <message>
        <source>This training cannot go on: the data “{name}” is not what it was trained on (“{before}”, with other samples or another order).</source>
        <translation>Cet entraînement ne peut pas continuer : les données « {name} » ne sont pas celles sur lesquelles il a été fait (« {before} », avec d’autres exemples ou un autre ordre).</translation>
    </message>
    <message>
        <source>To judge by others than the test part, hold some back by “validation”.</source>
        <translation>Pour juger sur d’autres images que celles de test, mettez-en une part de côté avec « validation ».</translation>
    </message>
    <message>
        <source>Train for some more epochs, or choose directions by chance.</source>
        <translation>Entraînez quelques époques de plus, ou choisissez des directions au hasard.</translation>
    </message>
    <message>
        <source>Train it first.</source>
        <translation>Entraînez-le d’abord.</translation>
    </message>
    <message>
        <source>Train the network, or choose another layer.</source>
        <translation>Entraînez le réseau, ou choisissez une autre couche.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>Try another copy of it.</source>
        <translation>Essayez-en une autre copie.</translation>
    </message>
    <message>
        <source>Try another folder or another name; what was saved before is untouched.</source>
        <translation>Essayez un autre dossier ou un autre nom ; ce qui était enregistré est intact.</translation>
    </message>
    <message>
        <source>Try {usual}.</source>
        <translation>Essayez {usual}.</translation>
    </message>
    <message>
        <source>Turn it into an array of numbers (labels may be texts) and save it again.</source>
        <translation>Faites-en un tableau de nombres (les étiquettes peuvent être des textes) et enregistrez-le de nouveau.</translation>
    </message>
    <message>
        <source>Turn them into numbers.</source>
        <translation>Faites-en des nombres.</translation>
    </message>
    <message>
        <source>Two classes on either side of a straight line: what one linear layer can learn.</source>
        <translation>Deux classes de part et d’autre d’une droite : ce qu’une seule couche linéaire peut apprendre.</translation>
    </message>
    <message>
        <source>Two half moons, each reaching into the other.</source>
        <translation>Deux demi-lunes, chacune entrant dans l’autre.</translation>
    </message>
    <message>
        <source>Type: pip install &quot;diynn[cluster]&quot;</source>
        <translation>Tapez : pip install &quot;diynn[cluster]&quot;</translation>
    </message>
    <message>
        <source>USPS</source>
        <translation>USPS</translation>
    </message>
    <message>
        <source>Ultrasound</source>
        <translation>Ultrasons</translation>
    </message>
    <message>
        <source>Update diynn to check it.</source>
        <translation>Mettez diynn à jour pour le vérifier.</translation>
    </message>
    <message>
        <source>Update diynn to open it.</source>
        <translation>Mettez diynn à jour pour l’ouvrir.</translation>
    </message>
    <message>
        <source>Upsample</source>
        <translation>Upsample</translation>
    </message>
    <message>
        <source>Use {new} instead</source>
        <translation>Utiliser {new} à la place</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>Vagues</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>What this file tells of its training data cannot be read.</source>
        <translation>Ce que ce fichier dit de ses données d’entraînement est illisible.</translation>
    </message>
    <message>
        <source>What this file tells of the past of its run cannot be read.</source>
        <translation>Ce que ce fichier dit du passé de son exécution ne peut pas être lu.</translation>
    </message>
    <message>
        <source>What this file tells of the settings of its run cannot be read.</source>
        <translation>Ce que ce fichier dit des réglages de son exécution ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Which combinations, how often, how long and where.</source>
        <translation>Quelles combinaisons, combien de fois, combien de temps et où.</translation>
    </message>
    <message>
        <source>Which learning rates are tried: from the lowest to the highest by equal factors.</source>
        <translation>Quels taux d’apprentissage sont essayés : du plus petit au plus grand, par facteurs égaux.</translation>
    </message>
    <message>
        <source>White strokes on a transparent ground need the ground black.</source>
        <translation>Des traits blancs sur fond transparent demandent un fond noir.</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>Vins</translation>
    </message>
    <message>
        <source>Wines of three growers, 178 in all, by 13 chemical measurements.</source>
        <translation>178 vins de trois producteurs, d’après 13 mesures chimiques.</translation>
    </message>
    <message>
        <source>With learning rates from {low} to {high} the loss did not fall.</source>
        <translation>Avec des taux d’apprentissage de {low} à {high}, la perte n’a pas baissé.</translation>
    </message>
    <message>
        <source>Within a run its structure changes.</source>
        <translation>La structure change au cours d’une exécution.</translation>
    </message>
    <message>
        <source>Worked example</source>
        <translation>Exemple résolu</translation>
    </message>
    <message>
        <source>Write a number after the sign.</source>
        <translation>Écrivez un nombre après le signe.</translation>
    </message>
    <message>
        <source>Write a number there, or say that “{column}” holds categories or is to be ignored.</source>
        <translation>Mettez-y un nombre, ou indiquez que « {column} » contient des catégories ou doit être ignorée.</translation>
    </message>
    <message>
        <source>Write a whole number from 2 to {most}.</source>
        <translation>Écrivez un nombre entier de 2 à {most}.</translation>
    </message>
    <message>
        <source>Write all its values in one list.</source>
        <translation>Écrivez toutes ses valeurs en une liste.</translation>
    </message>
    <message>
        <source>Write for example learning_rate=0.01,0.1 or learning_rate=0.001..0.1:5.</source>
        <translation>Écrivez par exemple learning_rate=0.01,0.1 ou learning_rate=0.001..0.1:5.</translation>
    </message>
    <message>
        <source>Write for example {setting}={low}..{high}:5, or draw by chance.</source>
        <translation>Écrivez par exemple {setting}={low}..{high}:5, ou tirez au hasard.</translation>
    </message>
    <message>
        <source>Write it with safetensors.torch.save_file(net.state_dict(), …), in float32.</source>
        <translation>Écrivez-le avec safetensors.torch.save_file(net.state_dict(), …), en float32.</translation>
    </message>
    <message>
        <source>Write numbers and ranges with commas between them: 3, 17, 20-25.</source>
        <translation>Écrivez des numéros et des plages séparés par des virgules : 3, 17, 20-25.</translation>
    </message>
    <message>
        <source>Write one at the top.</source>
        <translation>Écrivez-en un en haut.</translation>
    </message>
    <message>
        <source>Write some, with commas between.</source>
        <translation>Écrivez-en, séparées par des virgules.</translation>
    </message>
    <message>
        <source>Write the smaller one first.</source>
        <translation>Écrivez d’abord la plus petite.</translation>
    </message>
    <message>
        <source>Write these two lines where it should stand: {begin} and {end}</source>
        <translation>Écrivez ces deux lignes là où il doit se trouver : {begin} et {end}</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>You may not read “{file}”.</source>
        <translation>Vous n’avez pas le droit de lire « {file} ».</translation>
    </message>
    <message>
        <source>You may not read “{path}”.</source>
        <translation>Vous n’avez pas le droit de lire « {path} ».</translation>
    </message>
    <message>
        <source>a check is a text.</source>
        <translation>une vérification est un texte.</translation>
    </message>
    <message>
        <source>a convolution of the block changes the size</source>
        <translation>une convolution du bloc change la taille</translation>
    </message>
    <message>
        <source>a design has no “{key}”.</source>
        <translation>une architecture n’a pas de « {key} ».</translation>
    </message>
    <message>
        <source>a lesson begins with a head between two lines {fence}.</source>
        <translation>une leçon commence par un en-tête entre deux lignes {fence}.</translation>
    </message>
    <message>
        <source>a lesson has 1 to {most} steps.</source>
        <translation>une leçon a de 1 à {most} étapes.</translation>
    </message>
    <message>
        <source>a lesson has no “{key}”.</source>
        <translation>une leçon n’a pas de « {key} ».</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>a prediction has a key and an outcome, or its outcomes.</source>
        <translation>une prédiction a une clé et une issue, ou ses issues.</translation>
    </message>
    <message>
        <source>a prediction needs its words, and for each of its outcomes a line “&gt; choice: …”.</source>
        <translation>une prédiction a besoin de son texte et, pour chacune de ses issues, d’une ligne « &gt; choice: … ».</translation>
    </message>
    <message>
        <source>a question has a key and an answer.</source>
        <translation>une question a une clé et une réponse.</translation>
    </message>
    <message>
        <source>a sequence</source>
        <translation>une séquence</translation>
    </message>
    <message>
        <source>a sequence (length × channels)</source>
        <translation>une séquence (longueur × canaux)</translation>
    </message>
    <message>
        <source>a solution is a list of actions.</source>
        <translation>une solution est une liste d’actions.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>a value of the sample</source>
        <translation>une valeur de l’exemple</translation>
    </message>
    <message>
        <source>a weight is missing</source>
        <translation>un poids manque</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>accuracy of these weights</source>
        <translation>exactitude de ces poids</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>horizon</translation>
    </message>
    <message>
        <source>all gradients are right</source>
        <translation>tous les gradients sont justes</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>le coefficient α</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>une image</translation>
    </message>
    <message>
        <source>an image (height × width × channels)</source>
        <translation>une image (hauteur × largeur × canaux)</translation>
    </message>
    <message>
        <source>an output of the row</source>
        <translation>une sortie de la ligne</translation>
    </message>
    <message>
        <source>animated GIF</source>
        <translation>GIF animé</translation>
    </message>
    <message>
        <source>animated WebP</source>
        <translation>WebP animé</translation>
    </message>
    <message>
        <source>arms</source>
        <translation>le nombre de bras</translation>
    </message>
    <message>
        <source>augmentation</source>
        <translation>augmentation</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatique</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>barre</translation>
    </message>
    <message>
        <source>batch normalisation</source>
        <translation>normalisation par batch</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>la taille de batch</translation>
    </message>
    <message>
        <source>before</source>
        <translation>avant</translation>
    </message>
    <message>
        <source>best test accuracy so far</source>
        <translation>meilleure exactitude de test jusqu’ici</translation>
    </message>
    <message>
        <source>beta 1</source>
        <translation>le coefficient β₁</translation>
    </message>
    <message>
        <source>beta 2</source>
        <translation>le coefficient β₂</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>le biais</translation>
    </message>
    <message>
        <source>bias initializer</source>
        <translation>l’initialisation du biais</translation>
    </message>
    <message>
        <source>bias_missing</source>
        <translation>biais oublié</translation>
    </message>
    <message>
        <source>black</source>
        <translation>noir</translation>
    </message>
    <message>
        <source>body_mass_g</source>
        <translation>masse (g)</translation>
    </message>
    <message>
        <source>branches of the training</source>
        <translation>branches de l’entraînement</translation>
    </message>
    <message>
        <source>by</source>
        <translation>le facteur</translation>
    </message>
    <message>
        <source>by column</source>
        <translation>par colonne</translation>
    </message>
    <message>
        <source>by groups</source>
        <translation>par groupes</translation>
    </message>
    <message>
        <source>by share</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>légende</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>le nombre de cases</translation>
    </message>
    <message>
        <source>centres</source>
        <translation>le nombre de centres</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>hasard</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>variations</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>classes</translation>
    </message>
    <message>
        <source>clip</source>
        <translation>l’écrêtage</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>l’adresse du cluster</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grossière</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>la couleur</translation>
    </message>
    <message>
        <source>combinations</source>
        <translation>combinaisons</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>convolution</translation>
    </message>
    <message>
        <source>count include pad</source>
        <translation>compter les bords</translation>
    </message>
    <message>
        <source>cp1250</source>
        <translation>cp1250</translation>
    </message>
    <message>
        <source>cp1251</source>
        <translation>cp1251</translation>
    </message>
    <message>
        <source>cp1252</source>
        <translation>cp1252</translation>
    </message>
    <message>
        <source>cp850</source>
        <translation>cp850</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>rogner</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>source de données</translation>
    </message>
    <message>
        <source>decimal</source>
        <translation>décimale</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>la distance δ</translation>
    </message>
    <message>
        <source>detail</source>
        <translation>finesse</translation>
    </message>
    <message>
        <source>dilation</source>
        <translation>dilatation</translation>
    </message>
    <message>
        <source>directions</source>
        <translation>directions</translation>
    </message>
    <message>
        <source>distance between the runs</source>
        <translation>distance entre les exécutions</translation>
    </message>
    <message>
        <source>drawn by chance</source>
        <translation>tirées au hasard</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>le nombre de tirages</translation>
    </message>
    <message>
        <source>each question needs its words, in a line “&gt; question: …”.</source>
        <translation>chaque question a besoin de son texte, dans une ligne « &gt; question: … ».</translation>
    </message>
    <message>
        <source>elastic</source>
        <translation>la déformation élastique</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>cellules vides</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>codage</translation>
    </message>
    <message>
        <source>epoch at which it was branched off</source>
        <translation>époque de la bifurcation</translation>
    </message>
    <message>
        <source>epoch with the best weights</source>
        <translation>époque des meilleurs poids</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>le nombre d’époques</translation>
    </message>
    <message>
        <source>epochs between the branch and the lowest test loss</source>
        <translation>époques entre la branche et la plus petite perte de test</translation>
    </message>
    <message>
        <source>epochs trained</source>
        <translation>époques faites</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>la constante ε</translation>
    </message>
    <message>
        <source>every</source>
        <translation>l’intervalle</translation>
    </message>
    <message>
        <source>every one</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>exaggeration</source>
        <translation>l’exagération</translation>
    </message>
    <message>
        <source>example</source>
        <translation>exemple</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>le facteur</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>faute</translation>
    </message>
    <message>
        <source>figure of the run with that setting</source>
        <translation>résultat de l’exécution à ce réglage</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>le nombre de filtres</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fine</translation>
    </message>
    <message>
        <source>first</source>
        <translation>départ</translation>
    </message>
    <message>
        <source>fitted on</source>
        <translation>calculé sur</translation>
    </message>
    <message>
        <source>fix</source>
        <translation>fix</translation>
    </message>
    <message>
        <source>flipper_length_mm</source>
        <translation>nageoire (mm)</translation>
    </message>
    <message>
        <source>folds</source>
        <translation>le nombre de plis</translation>
    </message>
    <message>
        <source>from epoch</source>
        <translation>de l’époque</translation>
    </message>
    <message>
        <source>gb18030</source>
        <translation>gb18030</translation>
    </message>
    <message>
        <source>given</source>
        <translation>telle quelle</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>la sortie attendue</translation>
    </message>
    <message>
        <source>gradients_kept</source>
        <translation>gradients gardés</translation>
    </message>
    <message>
        <source>ground</source>
        <translation>fond</translation>
    </message>
    <message>
        <source>group of run settings</source>
        <translation>groupe de réglages d’exécution</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>groupes</translation>
    </message>
    <message>
        <source>he</source>
        <translation>He</translation>
    </message>
    <message>
        <source>header</source>
        <translation>en-tête</translation>
    </message>
    <message>
        <source>height</source>
        <translation>la hauteur</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>cachée</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>hide</translation>
    </message>
    <message>
        <source>highest rate</source>
        <translation>le taux maximal</translation>
    </message>
    <message>
        <source>image</source>
        <translation>image</translation>
    </message>
    <message>
        <source>image size</source>
        <translation>la taille d’image</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>dans l’ordre</translation>
    </message>
    <message>
        <source>initializer</source>
        <translation>l’initialisation</translation>
    </message>
    <message>
        <source>input</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>it adds an axis</source>
        <translation>il ajoute un axe</translation>
    </message>
    <message>
        <source>it adds places along some axes alone</source>
        <translation>il n’ajoute des places que le long de certains axes</translation>
    </message>
    <message>
        <source>it adds something else than places around</source>
        <translation>il ajoute autre chose que des places autour</translation>
    </message>
    <message>
        <source>it adds something else than zeros</source>
        <translation>il ajoute autre chose que des zéros</translation>
    </message>
    <message>
        <source>it cuts at something else than 0</source>
        <translation>il coupe ailleurs qu’à 0</translation>
    </message>
    <message>
        <source>it does more than move the channels</source>
        <translation>il fait plus que déplacer les canaux</translation>
    </message>
    <message>
        <source>it does more than repeat values</source>
        <translation>il fait plus que répéter des valeurs</translation>
    </message>
    <message>
        <source>it enlarges by different factors</source>
        <translation>il agrandit par des facteurs différents</translation>
    </message>
    <message>
        <source>it flattens something else than each sample</source>
        <translation>il aplatit autre chose que chaque exemple</translation>
    </message>
    <message>
        <source>it goes over something else than the channels</source>
        <translation>il porte sur autre chose que les canaux</translation>
    </message>
    <message>
        <source>it has a gain of its own for each place</source>
        <translation>il a un gain propre à chaque position</translation>
    </message>
    <message>
        <source>it has a slope of its own for each place</source>
        <translation>il a une pente propre à chaque place</translation>
    </message>
    <message>
        <source>it has other numbers than those of SELU</source>
        <translation>il a d’autres nombres que ceux de SELU</translation>
    </message>
    <message>
        <source>it has three directions, and layers have one or two</source>
        <translation>il a trois directions, et les couches en ont une ou deux</translation>
    </message>
    <message>
        <source>it is padded on one side more than on the other</source>
        <translation>son remplissage est plus grand d’un côté que de l’autre</translation>
    </message>
    <message>
        <source>it looks at a part of a sample</source>
        <translation>il considère une partie d’un exemple</translation>
    </message>
    <message>
        <source>it makes something else than an image of a vector</source>
        <translation>il fait autre chose qu’une image d’un vecteur</translation>
    </message>
    <message>
        <source>it multiplies from the other side</source>
        <translation>il multiplie de l’autre côté</translation>
    </message>
    <message>
        <source>it multiplies something else than a vector</source>
        <translation>il multiplie autre chose qu’un vecteur</translation>
    </message>
    <message>
        <source>it reckons with something else than a constant for each channel</source>
        <translation>il calcule avec autre chose qu’une constante par canal</translation>
    </message>
    <message>
        <source>it takes the mean over something else than the places</source>
        <translation>il fait la moyenne d’autre chose que des positions</translation>
    </message>
    <message>
        <source>it was answered</source>
        <translation>la réponse est donnée</translation>
    </message>
    <message>
        <source>it was changed</source>
        <translation>le réglage a été changé</translation>
    </message>
    <message>
        <source>it was predicted</source>
        <translation>la prédiction est faite</translation>
    </message>
    <message>
        <source>its channels are parted in groups</source>
        <translation>ses canaux sont répartis en groupes</translation>
    </message>
    <message>
        <source>its channels do not come first</source>
        <translation>ses canaux ne viennent pas en premier</translation>
    </message>
    <message>
        <source>its shape is computed by other nodes</source>
        <translation>sa forme est calculée par d’autres nœuds</translation>
    </message>
    <message>
        <source>its values would need another order</source>
        <translation>ses valeurs demanderaient un autre ordre</translation>
    </message>
    <message>
        <source>its weights are computed by other nodes</source>
        <translation>ses poids sont calculés par d’autres nœuds</translation>
    </message>
    <message>
        <source>its window has gaps (dilation)</source>
        <translation>sa fenêtre a des trous (dilatation)</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gardés</translation>
    </message>
    <message>
        <source>kernel size</source>
        <translation>la taille du noyau</translation>
    </message>
    <message>
        <source>kernel_unturned</source>
        <translation>noyau non retourné</translation>
    </message>
    <message>
        <source>key</source>
        <translation>key</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>format</translation>
    </message>
    <message>
        <source>kind of that row</source>
        <translation>type de cette ligne</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>les étiquettes</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>couche</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>le taux d’apprentissage</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>laisser de côté</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>laissés de côté</translation>
    </message>
    <message>
        <source>length</source>
        <translation>la longueur</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>perte</translation>
    </message>
    <message>
        <source>loss of the sample</source>
        <translation>perte de l’exemple</translation>
    </message>
    <message>
        <source>loss of these weights</source>
        <translation>perte de ces poids</translation>
    </message>
    <message>
        <source>lowest rate</source>
        <translation>le taux minimal</translation>
    </message>
    <message>
        <source>lowest test loss so far</source>
        <translation>plus petite perte de test jusqu’ici</translation>
    </message>
    <message>
        <source>mac-roman</source>
        <translation>mac-roman</translation>
    </message>
    <message>
        <source>mask_lost</source>
        <translation>masque perdu</translation>
    </message>
    <message>
        <source>max pooling</source>
        <translation>max pooling</translation>
    </message>
    <message>
        <source>maximum_spread</source>
        <translation>maximum réparti</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>mean over</source>
        <translation>la moyenne de la perte</translation>
    </message>
    <message>
        <source>mean squared error of PCA</source>
        <translation>erreur quadratique moyenne de l’ACP</translation>
    </message>
    <message>
        <source>mean squared error of doing nothing</source>
        <translation>erreur quadratique moyenne sans rien faire</translation>
    </message>
    <message>
        <source>mean squared error of the restored</source>
        <translation>erreur quadratique moyenne après restauration</translation>
    </message>
    <message>
        <source>mean_forgotten</source>
        <translation>moyenne oubliée</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>mesure</translation>
    </message>
    <message>
        <source>median</source>
        <translation>médiane</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutes</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>mode</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>l’inertie</translation>
    </message>
    <message>
        <source>months</source>
        <translation>mois</translation>
    </message>
    <message>
        <source>most frequent</source>
        <translation>la plus fréquente</translation>
    </message>
    <message>
        <source>names</source>
        <translation>noms</translation>
    </message>
    <message>
        <source>nesterov</source>
        <translation>l’inertie de Nesterov</translation>
    </message>
    <message>
        <source>no Relu follows the sum</source>
        <translation>aucun Relu ne suit la somme</translation>
    </message>
    <message>
        <source>no layer can have such settings or such an input</source>
        <translation>aucune couche ne peut avoir ces réglages ou cette entrée</translation>
    </message>
    <message>
        <source>no layer does this</source>
        <translation>aucune couche ne fait cela</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>bruit</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normale</translation>
    </message>
    <message>
        <source>normalise</source>
        <translation>la normalisation</translation>
    </message>
    <message>
        <source>nothing is called “{name}”.</source>
        <translation>rien ne s’appelle « {name} ».</translation>
    </message>
    <message>
        <source>one whole number, or two such as 3 × 3</source>
        <translation>un nombre entier, ou deux comme 3 × 3</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>optimiseur</translation>
    </message>
    <message>
        <source>output padding</source>
        <translation>remplissage de sortie</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>le nombre de sorties</translation>
    </message>
    <message>
        <source>pad</source>
        <translation>compléter</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>le remplissage</translation>
    </message>
    <message>
        <source>part</source>
        <translation>partie</translation>
    </message>
    <message>
        <source>path</source>
        <translation>le chemin</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>la patience</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>la perplexité</translation>
    </message>
    <message>
        <source>picture fit</source>
        <translation>mise au carré</translation>
    </message>
    <message>
        <source>point</source>
        <translation>point</translation>
    </message>
    <message>
        <source>probability of the class</source>
        <translation>probabilité de la classe</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>le taux</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>étendue</translation>
    </message>
    <message>
        <source>reflect</source>
        <translation>miroir</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>le nombre de répétitions</translation>
    </message>
    <message>
        <source>replicate</source>
        <translation>répétition</translation>
    </message>
    <message>
        <source>rise</source>
        <translation>la montée</translation>
    </message>
    <message>
        <source>robust</source>
        <translation>robuste</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>la rotation</translation>
    </message>
    <message>
        <source>row</source>
        <translation>ligne</translation>
    </message>
    <message>
        <source>rows in the stack</source>
        <translation>lignes dans la pile</translation>
    </message>
    <message>
        <source>rows of that kind</source>
        <translation>lignes de ce type</translation>
    </message>
    <message>
        <source>runs trained</source>
        <translation>exécutions entraînées</translation>
    </message>
    <message>
        <source>s = α s + (1 − α) gradient²; weights −= learning rate · gradient / (√s + ε).</source>
        <translation>s = α s + (1 − α) gradient² ; poids −= taux d’apprentissage · gradient / (√s + ε).</translation>
    </message>
    <message>
        <source>safety copy.diynn</source>
        <translation>safety copy.diynn</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>exemples</translation>
    </message>
    <message>
        <source>samples learnt from</source>
        <translation>exemples d’apprentissage</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>l’échelle</translation>
    </message>
    <message>
        <source>scaling</source>
        <translation>l’échelle</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>programme</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>la graine</translation>
    </message>
    <message>
        <source>seeds that reached it</source>
        <translation>graines qui y sont arrivées</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>separator</source>
        <translation>séparateur</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>séquence</translation>
    </message>
    <message>
        <source>setting of the best run</source>
        <translation>réglage de la meilleure exécution</translation>
    </message>
    <message>
        <source>settings changed</source>
        <translation>réglages changés</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>sexe</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>forme</translation>
    </message>
    <message>
        <source>share</source>
        <translation>la part</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>pente commune</translation>
    </message>
    <message>
        <source>shear</source>
        <translation>le cisaillement</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>le décalage</translation>
    </message>
    <message>
        <source>shift_jis</source>
        <translation>shift_jis</translation>
    </message>
    <message>
        <source>side</source>
        <translation>le côté</translation>
    </message>
    <message>
        <source>sigma</source>
        <translation>l’écart-type σ</translation>
    </message>
    <message>
        <source>size of the row’s gradients</source>
        <translation>taille des gradients de la ligne</translation>
    </message>
    <message>
        <source>size of the row’s weights</source>
        <translation>taille des poids de la ligne</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>lignes sautées</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>la pente</translation>
    </message>
    <message>
        <source>slope_missing</source>
        <translation>pente oubliée</translation>
    </message>
    <message>
        <source>slope_one_less_y</source>
        <translation>pente 1 − y</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>le minimum</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>le lissage</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>softmax_diagonal</source>
        <translation>diagonale de Softmax</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>espaces</translation>
    </message>
    <message>
        <source>species</source>
        <translation>espèce</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>vitesse</translation>
    </message>
    <message>
        <source>split</source>
        <translation>partage</translation>
    </message>
    <message>
        <source>split column</source>
        <translation>colonne de partage</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>statistics_constant</source>
        <translation>statistiques constantes</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>le nombre de pas</translation>
    </message>
    <message>
        <source>steps taken</source>
        <translation>pas faits</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>stratifié</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>étirer</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>le pas de la fenêtre</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>somme</translation>
    </message>
    <message>
        <source>t-SNE needs at least {least} points, and there are {count}.</source>
        <translation>t-SNE demande au moins {least} points, et il y en a {count}.</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <source>target</source>
        <translation>cible</translation>
    </message>
    <message>
        <source>target column</source>
        <translation>la colonne cible</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>cibles</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>exactitude de test</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>perte de test</translation>
    </message>
    <message>
        <source>test loss less training loss</source>
        <translation>perte de test moins perte d’entraînement</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>la partie de test</translation>
    </message>
    <message>
        <source>test share</source>
        <translation>la part de test</translation>
    </message>
    <message>
        <source>the best weights are in the network</source>
        <translation>les meilleurs poids sont dans le réseau</translation>
    </message>
    <message>
        <source>the choice</source>
        <translation>le choix</translation>
    </message>
    <message>
        <source>the fault was named</source>
        <translation>la faute a été nommée</translation>
    </message>
    <message>
        <source>the gradient for an input of the row</source>
        <translation>le gradient pour une entrée de la ligne</translation>
    </message>
    <message>
        <source>the gradient of the loss for an output</source>
        <translation>le gradient de la perte pour une sortie</translation>
    </message>
    <message>
        <source>the gradient of the next step</source>
        <translation>le gradient du prochain pas</translation>
    </message>
    <message>
        <source>the gradients were checked</source>
        <translation>les gradients ont été vérifiés</translation>
    </message>
    <message>
        <source>the head lacks “lesson = {known}”.</source>
        <translation>il manque « lesson = {known} » dans l’en-tête.</translation>
    </message>
    <message>
        <source>the nodes part here, and not as in a residual block</source>
        <translation>les nœuds se séparent ici, et non comme dans un bloc résiduel</translation>
    </message>
    <message>
        <source>the outcomes of a prediction are texts.</source>
        <translation>les issues d’une prédiction sont des textes.</translation>
    </message>
    <message>
        <source>the sample’s gradient for the weight</source>
        <translation>le gradient de l’exemple pour le poids</translation>
    </message>
    <message>
        <source>the setting</source>
        <translation>le réglage</translation>
    </message>
    <message>
        <source>the texts begin with “# ” and the lesson’s title.</source>
        <translation>les textes commencent par « # » et le titre de la leçon.</translation>
    </message>
    <message numerus="yes">
        <source>the texts have {sections} of the {steps} step(s) that stand in the head.</source>
        <translation>
            <numerusform>les textes ont {sections} étape sur {steps} de l’en-tête.</numerusform>
            <numerusform>les textes ont {sections} des {steps} étapes de l’en-tête.</numerusform>
        </translation>
    </message>
    <message>
        <source>the weight</source>
        <translation>le poids</translation>
    </message>
    <message>
        <source>the weight after the next step</source>
        <translation>le poids après le prochain pas</translation>
    </message>
    <message>
        <source>there is a fault in the gradients</source>
        <translation>il y a une faute dans les gradients</translation>
    </message>
    <message>
        <source>there is no question “{key}” in this step.</source>
        <translation>il n’y a pas de question « {key} » dans cette étape.</translation>
    </message>
    <message>
        <source>there is no recipe “{name}”.</source>
        <translation>il n’y a pas de recette « {name} ».</translation>
    </message>
    <message>
        <source>these are no weights.</source>
        <translation>ce ne sont pas des poids.</translation>
    </message>
    <message>
        <source>this is no TOML.</source>
        <translation>ce n’est pas du TOML.</translation>
    </message>
    <message>
        <source>this is no design.</source>
        <translation>ce n’est pas une architecture.</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>le seuil</translation>
    </message>
    <message>
        <source>to epoch</source>
        <translation>à l’époque</translation>
    </message>
    <message>
        <source>train</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>exactitude d’entraînement</translation>
    </message>
    <message>
        <source>training accuracy less test accuracy</source>
        <translation>exactitude d’entraînement moins exactitude de test</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>perte d’entraînement</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>le nombre de tours</translation>
    </message>
    <message>
        <source>two questions have the same key.</source>
        <translation>deux questions ont la même clé.</translation>
    </message>
    <message>
        <source>utf-8</source>
        <translation>utf-8</translation>
    </message>
    <message>
        <source>v = momentum · v + gradient; weights −= learning rate · v.</source>
        <translation>v = inertie · v + gradient ; poids −= taux d’apprentissage · v.</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>values</source>
        <translation>valeurs</translation>
    </message>
    <message>
        <source>values of the code</source>
        <translation>valeurs du code</translation>
    </message>
    <message>
        <source>values that the row gives</source>
        <translation>valeurs données par la ligne</translation>
    </message>
    <message>
        <source>values tried</source>
        <translation>valeurs essayées</translation>
    </message>
    <message>
        <source>vector</source>
        <translation>vecteur</translation>
    </message>
    <message>
        <source>view</source>
        <translation>vue</translation>
    </message>
    <message>
        <source>warm up</source>
        <translation>l’échauffement</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>la décroissance des poids</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>poids</translation>
    </message>
    <message>
        <source>weights typed by hand</source>
        <translation>poids tapés à la main</translation>
    </message>
    <message>
        <source>white</source>
        <translation>blanc</translation>
    </message>
    <message>
        <source>whole training part</source>
        <translation>toute la partie d’entraînement</translation>
    </message>
    <message>
        <source>width</source>
        <translation>la largeur</translation>
    </message>
    <message>
        <source>within</source>
        <translation>within</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>le nombre de processus</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>faux</translation>
    </message>
    <message>
        <source>wrong_sign</source>
        <translation>mauvais signe</translation>
    </message>
    <message>
        <source>xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>y = 1 / (1 + e⁻ˣ), between 0 and 1; dx = dy y (1 − y).</source>
        <translation>y = 1 / (1 + e⁻ˣ), entre 0 et 1 ; dx = dy y (1 − y).</translation>
    </message>
    <message>
        <source>y = ReLU(x + F(x)) over a sequence, F = convolution, BatchNorm, ReLU, convolution, BatchNorm; the input is brought to y's size by a convolution of length 1 where it has another (He et al. 2016).</source>
        <translation>y = ReLU(x + F(x)) sur une séquence, F = convolution, BatchNorm, ReLU, convolution, BatchNorm ; l’entrée est amenée à la taille de y par une convolution de longueur 1 là où la sienne diffère (He et al. 2016).</translation>
    </message>
    <message>
        <source>y = ReLU(x + F(x)) over an image, F = convolution, BatchNorm, ReLU, convolution, BatchNorm; the input is brought to y's size by a convolution of 1 × 1 where it has another (He et al. 2016).</source>
        <translation>y = ReLU(x + F(x)) sur une image, F = convolution, BatchNorm, ReLU, convolution, BatchNorm ; l’entrée est amenée à la taille de y par une convolution de 1 × 1 là où la sienne diffère (He et al. 2016).</translation>
    </message>
    <message>
        <source>y = log(1 + eˣ), a ReLU with a round corner, never below zero; dx = dy / (1 + e⁻ˣ).</source>
        <translation>y = log(1 + eˣ), un ReLU au coin arrondi, jamais sous zéro ; dx = dy / (1 + e⁻ˣ).</translation>
    </message>
    <message>
        <source>y = scale · (x − mean) / √(variance + ε) + shift for every channel, with a learnt scale and shift. While training mean and variance are those of the batch, after it the running ones.</source>
        <translation>y = échelle · (x − moyenne) / √(variance + ε) + décalage pour chaque canal, échelle et décalage étant appris. Pendant l’entraînement, moyenne et variance sont celles du batch, après lui les glissantes.</translation>
    </message>
    <message>
        <source>y = scale · (x − mean) / √(variance + ε) + shift, with the mean and variance of each sample's own values; scale and shift are learnt, one of each for every channel.</source>
        <translation>y = échelle · (x − moyenne) / √(variance + ε) + décalage, avec la moyenne et la variance des valeurs propres à chaque exemple ; échelle et décalage sont appris, un de chaque par canal.</translation>
    </message>
    <message>
        <source>y = tanh(x), between −1 and 1; dx = dy (1 − y²).</source>
        <translation>y = tanh(x), entre −1 et 1 ; dx = dy (1 − y²).</translation>
    </message>
    <message>
        <source>y = the mean of what several networks answer to the same input: where one of them is wrong, the others are mostly right.</source>
        <translation>y = la moyenne de ce que plusieurs réseaux répondent à la même entrée : là où l’un se trompe, les autres ont le plus souvent raison.</translation>
    </message>
    <message>
        <source>y = x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, a smooth ReLU that dips a little below zero.</source>
        <translation>y = x (1 + tanh(√(2/π) (x + 0,044715 x³))) / 2, un ReLU lisse qui descend un peu sous zéro.</translation>
    </message>
    <message>
        <source>y = x + σ · (high − low) · n, n normal. Nothing is cut off at black and white.</source>
        <translation>y = x + σ · (haut − bas) · n, n normal. Rien n’est coupé au noir et au blanc.</translation>
    </message>
    <message>
        <source>y = x / (1 + |x|), between −1 and 1, a Tanh that levels off slowly; dx = dy / (1 + |x|)².</source>
        <translation>y = x / (1 + |x|), entre −1 et 1, une Tanh qui s’aplatit lentement ; dx = dy / (1 + |x|)².</translation>
    </message>
    <message>
        <source>y = x Wᵀ + b, with W of (outputs, inputs) and b of (outputs,).</source>
        <translation>y = x Wᵀ + b, avec W de (sorties, entrées) et b de (sorties,).</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0, a · x otherwise, with a learnt slope a for every channel, or one for all; dx = dy · (1 or a), da = Σ dy · min(x, 0).</source>
        <translation>y = x pour x &gt; 0, a · x sinon, avec une pente a apprise pour chaque canal, ou une seule pour tous ; dx = dy · (1 ou a), da = Σ dy · min(x, 0).</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0, slope · x otherwise, so that no unit dies; dx = dy · (1 or slope).</source>
        <translation>y = x pour x &gt; 0, sinon pente · x, pour qu’aucune unité ne meure ; dx = dy · (1 ou pente).</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0, slope · x otherwise; dx = dy · (1 or slope).</source>
        <translation>y = x pour x &gt; 0, sinon pente · x ; dx = dy · (1 ou pente).</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0, α (eˣ − 1) otherwise, down to −α; dx = dy · (1 or α eˣ).</source>
        <translation>y = x pour x &gt; 0, sinon α (eˣ − 1), jusqu’à −α ; dx = dy · (1 ou α eˣ).</translation>
    </message>
    <message>
        <source>y = x with places added around an image: zeros, or values of x once more.</source>
        <translation>y = x avec des places ajoutées autour d’une image : des zéros, ou des valeurs de x une fois de plus.</translation>
    </message>
    <message>
        <source>y = x with places added before and after a sequence: zeros, or values of x once more.</source>
        <translation>y = x avec des places ajoutées avant et après une séquence : des zéros, ou des valeurs de x une fois de plus.</translation>
    </message>
    <message>
        <source>y = x · g with g = min(max(x / 6 + ½, 0), 1), a SiLU of straight lines; dx = dy · (g + x / 6) for −3 &lt; x &lt; 3, else dy · g.</source>
        <translation>y = x · g avec g = min(max(x / 6 + ½, 0), 1), une SiLU faite de droites ; dx = dy · (g + x / 6) pour −3 &lt; x &lt; 3, sinon dy · g.</translation>
    </message>
    <message>
        <source>y = x · mask / (1 − rate) while training, y = x after: no unit can rely on a single other.</source>
        <translation>y = x · masque / (1 − taux) pendant l’entraînement, y = x après : aucune unité ne peut compter sur une seule autre.</translation>
    </message>
    <message>
        <source>y = x σ with σ = 1 / (1 + e⁻ˣ), a smooth ReLU, also called swish; dx = dy (σ + y − y σ).</source>
        <translation>y = x σ avec σ = 1 / (1 + e⁻ˣ), un ReLU lisse, aussi appelé swish ; dx = dy (σ + y − y σ).</translation>
    </message>
    <message>
        <source>y = x, its values as a sequence of so many places; the channels follow from their number.</source>
        <translation>y = x, ses valeurs en une séquence de tant de places ; les canaux découlent de leur nombre.</translation>
    </message>
    <message>
        <source>y = x, its values as an image of that size; the channels follow from their number.</source>
        <translation>y = x, ses valeurs en une image de cette taille ; les canaux découlent de leur nombre.</translation>
    </message>
    <message>
        <source>y = x, its values in one row: (height, width, channels) becomes height · width · channels.</source>
        <translation>y = x, ses valeurs sur une rangée : (hauteur, largeur, canaux) devient hauteur · largeur · canaux.</translation>
    </message>
    <message>
        <source>y = λ x for x &gt; 0, λ α (eˣ − 1) otherwise, with λ = 1.0507 and α = 1.6733, so that mean and variance stay near 0 and 1 from layer to layer; dx = dy · λ (1 or α eˣ).</source>
        <translation>y = λ x pour x &gt; 0, λ α (eˣ − 1) sinon, avec λ = 1,0507 et α = 1,6733, de sorte que moyenne et variance restent près de 0 et 1 de couche en couche ; dx = dy · λ (1 ou α eˣ).</translation>
    </message>
    <message>
        <source>y[i · stride + k − padding, …] += x[i, j] W[k, l]ᵀ, plus b, over an image; W is (height, width, filters, channels in). 4 × 4, stride 2 and padding 1 double an image.</source>
        <translation>y[i · pas + k − remplissage, …] += x[i, j] W[k, l]ᵀ, plus b, sur une image ; W est de (hauteur, largeur, filtres, canaux d’entrée). 4 × 4, pas 2 et remplissage 1 doublent une image.</translation>
    </message>
    <message>
        <source>y[t · stride + k − padding] += x[t] W[k]ᵀ, plus b, over a sequence; W is (size, filters, channels in). Length 4, stride 2 and padding 1 double a sequence.</source>
        <translation>y[t · pas + k − remplissage] += x[t] W[k]ᵀ, plus b, sur une séquence ; W est de (taille, filtres, canaux d’entrée). Longueur 4, pas 2 et remplissage 1 doublent une séquence.</translation>
    </message>
    <message>
        <source>y_c = the mean of channel c over a whole sequence or image; the gradient is spread evenly.</source>
        <translation>y_c = la moyenne du canal c sur toute une séquence ou une image ; le gradient est réparti également.</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>oui ou non</translation>
    </message>
    <message>
        <source>yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ): positive values that add up to 1; dxᵢ = yᵢ (dyᵢ − Σⱼ dyⱼ yⱼ).</source>
        <translation>yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ) : des valeurs positives dont la somme est 1 ; dxᵢ = yᵢ (dyᵢ − Σⱼ dyⱼ yⱼ).</translation>
    </message>
    <message>
        <source>yᵢ = xᵢ − log Σⱼ exp(xⱼ): the logarithm of Softmax; dxᵢ = dyᵢ − exp(yᵢ) Σⱼ dyⱼ.</source>
        <translation>yᵢ = xᵢ − log Σⱼ exp(xⱼ) : le logarithme de Softmax ; dxᵢ = dyᵢ − exp(yᵢ) Σⱼ dyⱼ.</translation>
    </message>
    <message>
        <source>yᵢⱼ = the largest value in the window; the gradient goes to the largest (the first).</source>
        <translation>yᵢⱼ = la plus grande valeur dans la fenêtre ; le gradient va à la plus grande (la première).</translation>
    </message>
    <message>
        <source>yᵢⱼ = the mean of the values in the window; the gradient is spread evenly.</source>
        <translation>yᵢⱼ = la moyenne des valeurs dans la fenêtre ; le gradient est réparti également.</translation>
    </message>
    <message>
        <source>yᵢⱼ = x[⌊i / factor⌋, ⌊j / factor⌋]: each value fills a square, or a stretch of a sequence.</source>
        <translation>yᵢⱼ = x[⌊i / facteur⌋, ⌊j / facteur⌋] : chaque valeur remplit un carré, ou un tronçon de séquence.</translation>
    </message>
    <message>
        <source>yᵢⱼ = Σₖₗ x[i · stride + k · dilation, …] W[k, l] + b over an image; W is (height, width, channels in, filters), with groups the channels of one group.</source>
        <translation>yᵢⱼ = Σₖₗ x[i · pas + k · dilatation, …] W[k, l] + b sur une image ; W est de forme (hauteur, largeur, canaux d’entrée, filtres), avec des groupes les canaux d’un seul.</translation>
    </message>
    <message>
        <source>yₜ = the largest of x[t · stride … + size]; the gradient goes to the largest (the first).</source>
        <translation>yₜ = le plus grand de x[t · pas … + taille] ; le gradient va au plus grand (le premier).</translation>
    </message>
    <message>
        <source>yₜ = the mean of x[t · stride … + size]; the gradient is spread evenly.</source>
        <translation>yₜ = la moyenne de x[t · pas … + taille] ; le gradient est réparti également.</translation>
    </message>
    <message>
        <source>yₜ = Σₖ x[t · stride + k · dilation] W[k] + b over a sequence; W is (size, channels in, filters), with groups the channels of one group.</source>
        <translation>yₜ = Σₖ x[t · pas + k · dilatation] W[k] + b sur une séquence ; W est de forme (taille, canaux d’entrée, filtres), avec des groupes les canaux d’un seul.</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>zéros</translation>
    </message>
    <message>
        <source>{ play = true }</source>
        <translation>{ play = true }</translation>
    </message>
    <message>
        <source>{count} classes have {few} samples or fewer: {names}.</source>
        <translation>{count} classes ont au plus {few} échantillons : {names}.</translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s) of {all} without a readable picture, left out: {names}.</source>
        <translation>
            <numerusform>{count} fichier sur {all} sans image lisible, écarté : {names}.</numerusform>
            <numerusform>{count} fichiers sur {all} sans image lisible, écartés : {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} more remark(s) on it stand in the window of the data.</source>
        <translation>
            <numerusform>{count} autre remarque figure dans la fenêtre des données.</numerusform>
            <numerusform>{count} autres remarques figurent dans la fenêtre des données.</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of them are of the kind {kind}, which cannot be read here.</source>
        <translation>{count} d’entre eux sont au format {kind}, illisible ici.</translation>
    </message>
    <message>
        <source>{count} of {all} test samples are training samples, too: they are no test of what was learnt.</source>
        <translation>{count} échantillons de test sur {all} sont aussi d’entraînement : ils ne testent pas ce qui a été appris.</translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s) of {all} with one level only: {names}.</source>
        <translation>
            <numerusform>{count} image sur {all} n’a qu’un seul niveau : {names}.</numerusform>
            <numerusform>{count} images sur {all} n’ont qu’un seul niveau : {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s) of {all} with pages beside the first: {names}.</source>
        <translation>
            <numerusform>{count} image sur {all} a d’autres pages que la première : {names}.</numerusform>
            <numerusform>{count} images sur {all} ont d’autres pages que la première : {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) of {rows} left out: an empty cell.</source>
        <translation>
            <numerusform>{count} ligne sur {rows} écartée : une cellule vide.</numerusform>
            <numerusform>{count} lignes sur {rows} écartées : une cellule vide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) of {rows} left out: no value in “{column}”, the target.</source>
        <translation>
            <numerusform>{count} ligne sur {rows} écartée : pas de valeur dans « {column} », la sortie attendue.</numerusform>
            <numerusform>{count} lignes sur {rows} écartées : pas de valeur dans « {column} », la sortie attendue.</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} is not a name that a file can have.</source>
        <translation>{file} n’est pas un nom que peut porter un fichier.</translation>
    </message>
    <message numerus="yes">
        <source>{found} column(s) where the other lines have {wanted}.</source>
        <translation>
            <numerusform>{found} colonne au lieu de {wanted} dans les autres lignes.</numerusform>
            <numerusform>{found} colonnes au lieu de {wanted} dans les autres lignes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{groups} group(s) to learn from: too few for {folds} folds.</source>
        <translation>
            <numerusform>{groups} groupe pour l’apprentissage : trop peu pour {folds} plis.</numerusform>
            <numerusform>{groups} groupes pour l’apprentissage : trop peu pour {folds} plis.</numerusform>
        </translation>
    </message>
    <message>
        <source>{hint}</source>
        <translation>{hint}</translation>
    </message>
    <message>
        <source>{last} at the end cannot give all values of an input scaled to “{scaling}”.</source>
        <translation>{last} à la fin ne peut pas donner toutes les valeurs d’une entrée mise à l’échelle « {scaling} ».</translation>
    </message>
    <message>
        <source>{last} at the end cannot give all values of targets scaled to “{scaling}”.</source>
        <translation>{last} à la fin ne peut pas donner toutes les valeurs de cibles mises à l’échelle « {scaling} ».</translation>
    </message>
    <message>
        <source>{last} at the end cannot give all values of targets that lie between {low} and {high}.</source>
        <translation>{last} à la fin ne peut pas donner toutes les valeurs de cibles qui vont de {low} à {high}.</translation>
    </message>
    <message>
        <source>{last} holds the scores between {low} and {high}, and LogSoftmaxCrossEntropy can never get sure of its answer.</source>
        <translation>{last} tient les scores entre {low} et {high}, et LogSoftmaxCrossEntropy ne peut jamais être sûre de sa réponse.</translation>
    </message>
    <message>
        <source>{loss} compares with class numbers, but the targets are values.</source>
        <translation>{loss} compare à des numéros de classe, mais les cibles sont des valeurs.</translation>
    </message>
    <message>
        <source>{loss} compares with class numbers, but the targets here are values.</source>
        <translation>{loss} compare à des numéros de classe, mais les cibles sont ici des valeurs.</translation>
    </message>
    <message>
        <source>{loss} compares with class numbers, but {number} is none.</source>
        <translation>{loss} compare à des numéros de classe, mais {number} n’en est pas un.</translation>
    </message>
    <message>
        <source>{loss} compares with {classes} classes, but the last row gives {shape}.</source>
        <translation>{loss} compare à {classes} classes, mais la dernière ligne donne {shape}.</translation>
    </message>
    <message numerus="yes">
        <source>{loss} compares with {wanted} value(s), but the last row gives {shape}.</source>
        <translation>
            <numerusform>{loss} compare à {wanted} valeur, mais la dernière ligne donne {shape}.</numerusform>
            <numerusform>{loss} compare à {wanted} valeurs, mais la dernière ligne donne {shape}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{loss} measures distances, but the targets are {classes} classes: learning is slow where the network is quite wrong.</source>
        <translation>{loss} mesure des distances, mais les cibles sont {classes} classes : l’apprentissage est lent là où le réseau se trompe beaucoup.</translation>
    </message>
    <message>
        <source>{loss} needs one output for each class, but the last row gives 1.</source>
        <translation>{loss} demande une sortie par classe, mais la dernière ligne en donne 1.</translation>
    </message>
    <message>
        <source>{name} cannot be seen as an image: its samples have {size} values, and no square has that many.</source>
        <translation>{name} ne peut pas être vu comme une image : ses exemples ont {size} valeurs, et aucun carré n’en a autant.</translation>
    </message>
    <message>
        <source>{name} has no images to draw like.</source>
        <translation>{name} n’a pas d’images dont le dessin puisse prendre la forme.</translation>
    </message>
    <message>
        <source>{name} is written {usage}.</source>
        <translation>{name} s’écrit {usage}.</translation>
    </message>
    <message>
        <source>{name} takes numbers and texts only.</source>
        <translation>{name} n’accepte que des nombres et des textes.</translation>
    </message>
    <message>
        <source>{optimizer} moves every weight by about the learning rate at each step, however small its gradient: {rate} is probably too large.</source>
        <translation>{optimizer} déplace chaque poids d’environ le taux d’apprentissage à chaque pas, si petit que soit son gradient : {rate} est sans doute trop grand.</translation>
    </message>
    <message>
        <source>{owner} adds more than half of its window, {size}, on each side.</source>
        <translation>{owner} ajoute de chaque côté plus que la moitié de sa fenêtre, {size}.</translation>
    </message>
    <message>
        <source>{owner} adds {extra} places to its output, as many as its steps or more.</source>
        <translation>{owner} ajoute {extra} places à sa sortie, autant que son pas ou plus.</translation>
    </message>
    <message>
        <source>{owner} cuts off all it makes: of {shape} places nothing is left.</source>
        <translation>{owner} coupe tout ce qu’il fait : de {shape} places il ne reste rien.</translation>
    </message>
    <message>
        <source>{owner} has a window of {size}, but only {shape} arrives.</source>
        <translation>{owner} a une fenêtre de {size}, mais n’en reçoit que {shape}.</translation>
    </message>
    <message>
        <source>{owner} has no setting “{setting}”.</source>
        <translation>{owner} n’a pas de réglage « {setting} ».</translation>
    </message>
    <message>
        <source>{owner} has {groups} groups, but {channels} channels arrive and there are {filters} filters: both must be multiples of the groups.</source>
        <translation>{owner} a {groups} groupes, mais {channels} canaux arrivent et il y a {filters} filtres : les deux doivent être des multiples du nombre de groupes.</translation>
    </message>
    <message>
        <source>{owner} mirrors {count} places, but only {places} arrive.</source>
        <translation>{owner} reflète {count} places, mais {places} seulement arrivent.</translation>
    </message>
    <message>
        <source>{owner} needs a window with a middle, but its size is {size}.</source>
        <translation>{owner} demande une fenêtre qui a un milieu, mais sa taille est {size}.</translation>
    </message>
    <message>
        <source>{owner} shares what arrives out among {places} places, but {values} is no multiple of that.</source>
        <translation>{owner} répartit ce qui arrive sur {places} places, mais {values} n’en est pas un multiple.</translation>
    </message>
    <message>
        <source>{owner} takes a sequence (length × channels) or an image (height × width × channels), but {shape} arrives.</source>
        <translation>{owner} attend une séquence (longueur × canaux) ou une image (hauteur × largeur × canaux), mais reçoit {shape} valeurs.</translation>
    </message>
    <message>
        <source>{owner} takes {wanted}, but {shape} arrives.</source>
        <translation>{owner} attend {wanted}, mais reçoit {shape} valeurs.</translation>
    </message>
    <message>
        <source>{owner}: empty cells of “{column}” cannot be “{value}”.</source>
        <translation>{owner} : les cellules vides de « {column} » ne peuvent pas valoir « {value} ».</translation>
    </message>
    <message>
        <source>{owner}: the classes that are left out cannot be read.</source>
        <translation>{owner} : les classes laissées de côté ne peuvent pas être lues.</translation>
    </message>
    <message>
        <source>{owner}: the kinds of the columns cannot be read.</source>
        <translation>{owner} : les types des colonnes sont illisibles.</translation>
    </message>
    <message>
        <source>{owner}: the scalings of the columns cannot be read.</source>
        <translation>{owner} : les échelles des colonnes sont illisibles.</translation>
    </message>
    <message>
        <source>{owner}: these are no points.</source>
        <translation>{owner} : ce ne sont pas des points.</translation>
    </message>
    <message>
        <source>{owner}: what was chosen for the columns cannot be read.</source>
        <translation>{owner} : ce qui a été choisi pour les colonnes est illisible.</translation>
    </message>
    <message>
        <source>{owner}: {point} is no point.</source>
        <translation>{owner} : {point} n’est pas un point.</translation>
    </message>
    <message>
        <source>{owner}: {setting} cannot be {value}.</source>
        <translation>{owner} : {setting} ne peut pas valoir {value}.</translation>
    </message>
    <message>
        <source>{owner}: {setting} cannot be “{value}”.</source>
        <translation>{owner} : {setting} ne peut pas valoir « {value} ».</translation>
    </message>
    <message>
        <source>{part} cannot be “{value}”.</source>
        <translation>{part} ne peut pas valoir « {value} ».</translation>
    </message>
    <message numerus="yes">
        <source>{samples} sample(s) to learn from: too few for {folds} folds.</source>
        <translation>
            <numerusform>{samples} exemple dont apprendre : trop peu pour {folds} plis.</numerusform>
            <numerusform>{samples} exemples dont apprendre : trop peu pour {folds} plis.</numerusform>
        </translation>
    </message>
    <message>
        <source>{setting} is given twice.</source>
        <translation>{setting} est donné deux fois.</translation>
    </message>
    <message>
        <source>{title} could not be downloaded. {reasons}</source>
        <translation>{title} n’a pas pu être téléchargé. {reasons}</translation>
    </message>
    <message>
        <source>{title} is not on this machine yet.</source>
        <translation>{title} n’est pas encore sur cette machine.</translation>
    </message>
    <message>
        <source>{what} has no column to be split by.</source>
        <translation>{what} n’a pas de colonne pour le partage.</translation>
    </message>
    <message>
        <source>{what} has not as many targets as samples: {targets} and {samples}.</source>
        <translation>{what} n’a pas autant de cibles que d’exemples : {targets} et {samples}.</translation>
    </message>
    <message>
        <source>{what} has texts as targets, which cannot be values.</source>
        <translation>{what} a des textes pour cibles, qui ne peuvent pas être des valeurs.</translation>
    </message>
    <message>
        <source>{what} has too few samples.</source>
        <translation>{what} a trop peu d’exemples.</translation>
    </message>
    <message>
        <source>{what} has values that are infinite, missing or beyond 3.4e38.</source>
        <translation>{what} a des valeurs infinies, manquantes ou au-delà de 3,4e38.</translation>
    </message>
    <message>
        <source>{what} has {count} different classes among {samples} samples.</source>
        <translation>{what} a {count} classes différentes parmi {samples} exemples.</translation>
    </message>
    <message>
        <source>{what} has {count} values for each target, which cannot be classes.</source>
        <translation>{what} a {count} valeurs par cible, qui ne peuvent pas être des classes.</translation>
    </message>
    <message>
        <source>“Show all” beside the lesson takes its locks away.</source>
        <translation>« Tout afficher », à côté de la leçon, lève ses verrous.</translation>
    </message>
    <message>
        <source>“{column}” has {count} different texts and is left out.</source>
        <translation>« {column} » contient {count} textes différents et est laissée de côté.</translation>
    </message>
    <message>
        <source>“{column}” holds categories</source>
        <translation>« {column} » contient des catégories</translation>
    </message>
    <message>
        <source>“{column}” holds numbers, and “{value}” is none.</source>
        <translation>« {column} » contient des nombres, et « {value} » n’en est pas un.</translation>
    </message>
    <message>
        <source>“{column}” is empty and left out.</source>
        <translation>« {column} » est vide et laissée de côté.</translation>
    </message>
    <message>
        <source>“{column}” is the same in each row: a network can learn nothing from it.</source>
        <translation>« {column} » est la même dans chaque ligne : un réseau ne peut rien en apprendre.</translation>
    </message>
    <message>
        <source>“{column}” of {what} has a cell “{cell}”, which is no part.</source>
        <translation>« {column} » de {what} contient une cellule « {cell} », qui n’est pas une partie.</translation>
    </message>
    <message>
        <source>“{column}” of {what} holds a single group.</source>
        <translation>« {column} » de {what} ne contient qu’un groupe.</translation>
    </message>
    <message>
        <source>“{column}” of {what} names only one part.</source>
        <translation>« {column} » de {what} ne nomme qu’une partie.</translation>
    </message>
    <message>
        <source>“{column}” of “{file}” is the target and cannot be split by.</source>
        <translation>« {column} » est la cible de « {file} » et ne peut pas servir au partage.</translation>
    </message>
    <message>
        <source>“{column}” only numbers the rows: a network can learn their order by heart, which says nothing about new rows.</source>
        <translation>« {column} » ne fait que numéroter les lignes : un réseau peut apprendre leur ordre par cœur, ce qui ne dit rien de nouvelles lignes.</translation>
    </message>
    <message>
        <source>“{column}” says the same as the target “{target}”: a network need only copy it.</source>
        <translation>« {column} » dit la même chose que la cible « {target} » : un réseau n’a qu’à la recopier.</translation>
    </message>
    <message>
        <source>“{column}”: {empty} of {rows} cells are empty and count as {value}.</source>
        <translation>« {column} » : cellules vides, {empty} sur {rows}, remplacées par {value}.</translation>
    </message>
    <message>
        <source>“{count}” is no number of values.</source>
        <translation>« {count} » n’est pas un nombre de valeurs.</translation>
    </message>
    <message>
        <source>“{file}” arrived, but it is not the right file (its check sum differs).</source>
        <translation>« {file} » est arrivé, mais ce n’est pas le bon fichier (sa somme de contrôle diffère).</translation>
    </message>
    <message>
        <source>“{file}” cannot be opened: {problem}</source>
        <translation>« {file} » ne peut pas être ouvert : {problem}</translation>
    </message>
    <message>
        <source>“{file}” cannot be read: {reason}.</source>
        <translation>« {file} » ne peut pas être lu : {reason}.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: a folder of that name is there.</source>
        <translation>« {file} » n’a pas pu être enregistré : un dossier de ce nom existe.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: the disk is full, or your share of it is.</source>
        <translation>« {file} » n’a pas pu être enregistré : le disque est plein ou votre quota est atteint.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: there is no folder {folder}.</source>
        <translation>« {file} » n’a pas pu être enregistré : il n’y a pas de dossier {folder}.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: there is something of that name that is no plain file.</source>
        <translation>« {file} » n’a pas pu être enregistré : il y a sous ce nom autre chose qu’un fichier ordinaire.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: there is something of that name.</source>
        <translation>« {file} » n’a pas pu être enregistré : quelque chose porte déjà ce nom.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: you may not write it in the folder {folder}.</source>
        <translation>« {file} » n’a pas pu être enregistré : vous n’avez pas le droit de l’écrire dans le dossier {folder}.</translation>
    </message>
    <message>
        <source>“{file}” could not be saved: {reason}.</source>
        <translation>« {file} » n’a pas pu être enregistré : {reason}.</translation>
    </message>
    <message>
        <source>“{file}” does not hold USPS digits.</source>
        <translation>« {file} » ne contient pas de chiffres USPS.</translation>
    </message>
    <message>
        <source>“{file}” does not say what it is a copy of.</source>
        <translation>« {file} » ne dit pas de quoi il est la copie.</translation>
    </message>
    <message>
        <source>“{file}” does not say where the table belongs.</source>
        <translation>« {file} » ne dit pas où va le tableau.</translation>
    </message>
    <message>
        <source>“{file}” does not say which run it holds.</source>
        <translation>«  {file}  » ne dit pas quelle exécution il contient.</translation>
    </message>
    <message>
        <source>“{file}” ends too early: it should hold {claimed} and has only {found}.</source>
        <translation>« {file} » finit trop tôt : il devrait contenir {claimed} et n’a que {found}.</translation>
    </message>
    <message>
        <source>“{file}” has a line of more than {most}.</source>
        <translation>« {file} » a une ligne de plus de {most}.</translation>
    </message>
    <message>
        <source>“{file}” has empty cells, but each point needs two numbers and a class.</source>
        <translation>« {file} » a des cellules vides, mais chaque point demande deux nombres et une classe.</translation>
    </message>
    <message>
        <source>“{file}” has fewer than two classes that are not left out.</source>
        <translation>« {file} » a moins de deux classes qui ne sont pas laissées de côté.</translation>
    </message>
    <message>
        <source>“{file}” has more or less than one input and one output: {inputs} and {outputs}.</source>
        <translation>« {file} » a plus ou moins d’une entrée et d’une sortie : {inputs} et {outputs}.</translation>
    </message>
    <message>
        <source>“{file}” has more than one sheet: “{sheet}” was read.</source>
        <translation>« {file} » a plusieurs feuilles : « {sheet} » a été lue.</translation>
    </message>
    <message>
        <source>“{file}” has no arrays with the names diynn looks for; it has {present}.</source>
        <translation>« {file} » n’a pas de tableaux aux noms que diynn cherche ; il a {present}.</translation>
    </message>
    <message>
        <source>“{file}” has no column of inputs.</source>
        <translation>« {file} » n’a pas de colonne d’entrées.</translation>
    </message>
    <message>
        <source>“{file}” has no column “{wanted}”.</source>
        <translation>« {file} » n’a pas de colonne « {wanted} ».</translation>
    </message>
    <message>
        <source>“{file}” has no node that is a layer.</source>
        <translation>Aucun nœud de « {file} » n’est une couche.</translation>
    </message>
    <message>
        <source>“{file}” has no weights of the shapes that these rows want: {missing}. Not used of it are: {left}.</source>
        <translation>« {file} » n’a pas de poids aux formes que veulent ces lignes : {missing}. N’en sont pas utilisés : {left}.</translation>
    </message>
    <message>
        <source>“{file}” has only one column.</source>
        <translation>« {file} » n’a qu’une colonne.</translation>
    </message>
    <message>
        <source>“{file}” has {count} classes in its last column, but at most {most} can be painted.</source>
        <translation>« {file} » a {count} classes dans sa dernière colonne, mais on ne peut en peindre que {most}.</translation>
    </message>
    <message numerus="yes">
        <source>“{file}” has {count} column(s), but painted points have three: x1, x2 and class.</source>
        <translation>
            <numerusform>« {file} » a {count} colonne, mais des points peints en ont trois : x1, x2 et la classe.</numerusform>
            <numerusform>« {file} » a {count} colonnes, mais des points peints en ont trois : x1, x2 et la classe.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{file}” has {count} points, but at most {most} can be painted on.</source>
        <translation>« {file} » a {count} points, mais on ne peut peindre que sur {most} au plus.</translation>
    </message>
    <message>
        <source>“{file}” has {there} and claims to hold {size}, which real data rarely does.</source>
        <translation>« {file} » fait {there} et prétend contenir {size}, ce qui est rare pour de vraies données.</translation>
    </message>
    <message>
        <source>“{file}” holds more than its header says.</source>
        <translation>« {file} » contient plus que ne dit son en-tête.</translation>
    </message>
    <message>
        <source>“{file}” holds no lines.</source>
        <translation>« {file} » ne contient aucune ligne.</translation>
    </message>
    <message>
        <source>“{file}” holds no samples.</source>
        <translation>« {file} » ne contient aucun exemple.</translation>
    </message>
    <message>
        <source>“{file}” holds no weights yet, so there is nothing to predict with.</source>
        <translation>« {file} » n’a pas encore de poids : rien ne permet de prédire.</translation>
    </message>
    <message>
        <source>“{file}” holds one number for each sample: these are labels.</source>
        <translation>« {file} » contient un nombre par exemple : ce sont des étiquettes.</translation>
    </message>
    <message>
        <source>“{file}” holds weights that are no numbers.</source>
        <translation>« {file} » contient des poids qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>“{file}” holds {axes} axes of numbers, not one label for each sample.</source>
        <translation>« {file} » contient {axes} axes de nombres, et non une étiquette par exemple.</translation>
    </message>
    <message>
        <source>“{file}” is a folder.</source>
        <translation>« {file} » est un dossier.</translation>
    </message>
    <message>
        <source>“{file}” is damaged: it ends too early or its contents are garbled.</source>
        <translation>« {file} » est endommagé : il finit trop tôt ou son contenu est brouillé.</translation>
    </message>
    <message>
        <source>“{file}” is damaged: its content is not what was saved.</source>
        <translation>« {file} » est endommagé : son contenu n’est pas ce qui a été enregistré.</translation>
    </message>
    <message>
        <source>“{file}” is empty.</source>
        <translation>« {file} » est vide.</translation>
    </message>
    <message>
        <source>“{file}” is incomplete: its end is missing.</source>
        <translation>« {file} » est incomplet : il en manque la fin.</translation>
    </message>
    <message>
        <source>“{file}” is neither a text nor any other kind of data that diynn knows.</source>
        <translation>« {file} » n’est ni un texte ni un autre genre de données que diynn connaît.</translation>
    </message>
    <message>
        <source>“{file}” is no lesson that can be used. {what}</source>
        <translation>« {file} » n’est pas une leçon utilisable. {what}</translation>
    </message>
    <message>
        <source>“{file}” is no longer there ({status}).</source>
        <translation>« {file} » n’est plus là ({status}).</translation>
    </message>
    <message>
        <source>“{file}” is no plain file.</source>
        <translation>« {file} » n’est pas un simple fichier.</translation>
    </message>
    <message>
        <source>“{file}” is no recipe: it is not written in JSON.</source>
        <translation>« {file} » n’est pas une recette : il n’est pas écrit en JSON.</translation>
    </message>
    <message>
        <source>“{file}” is no safetensors file of numbers, or it is damaged.</source>
        <translation>« {file} » n’est pas un fichier safetensors de nombres, ou il est endommagé.</translation>
    </message>
    <message>
        <source>“{file}” is no text file in UTF-8.</source>
        <translation>« {file} » n’est pas un fichier texte en UTF-8.</translation>
    </message>
    <message>
        <source>“{file}” is no work of a lesson.</source>
        <translation>« {file} » n’est pas un travail de leçon.</translation>
    </message>
    <message>
        <source>“{file}” is not a model file of diynn.</source>
        <translation>« {file} » n’est pas un fichier de réseau de diynn.</translation>
    </message>
    <message>
        <source>“{file}” is not an IDX file: it does not begin as one.</source>
        <translation>« {file} » n’est pas un fichier IDX : il ne commence pas comme tel.</translation>
    </message>
    <message>
        <source>“{file}” is not an ONNX model, or it is damaged.</source>
        <translation>« {file} » n’est pas un modèle ONNX, ou il est endommagé.</translation>
    </message>
    <message>
        <source>“{file}” is packed in a way that diynn cannot read: {reason}.</source>
        <translation>« {file} » est compressé d’une façon que diynn ne sait pas lire : {reason}.</translation>
    </message>
    <message>
        <source>“{file}” is too large for a file of diynn: {size} MB.</source>
        <translation>« {file} » est trop gros pour un fichier de diynn : {size} Mo.</translation>
    </message>
    <message>
        <source>“{file}” needs more memory than is free.</source>
        <translation>« {file} » demande plus de mémoire qu’il n’y en a de libre.</translation>
    </message>
    <message>
        <source>“{file}” needs {size} of memory, and {free} are free.</source>
        <translation>« {file} » demande {size} de mémoire, et {free} sont libres.</translation>
    </message>
    <message>
        <source>“{file}” was handed in with a newer diynn (version {found}; this one reads up to {known}).</source>
        <translation>« {file} » a été rendu avec un diynn plus récent (version {found} ; celui-ci lit jusqu’à {known}).</translation>
    </message>
    <message>
        <source>“{file}” was made by a newer diynn (file version {found}; this one reads up to {known}).</source>
        <translation>« {file} » a été fait par un diynn plus récent (version de fichier {found} ; celui-ci lit jusqu’à {known}).</translation>
    </message>
    <message>
        <source>“{file}” was not saved by a fitted {kind}.</source>
        <translation>« {file} » n’a pas été enregistré par un {kind} entraîné.</translation>
    </message>
    <message>
        <source>“{file}” was not saved: a figure in it is not a number.</source>
        <translation>« {file} » n’a pas été enregistré : une de ses valeurs n’est pas un nombre.</translation>
    </message>
    <message>
        <source>“{file}” was not saved: the network is too large for a file ({size} MB).</source>
        <translation>« {file} » n’a pas été enregistré : le réseau est trop gros pour un fichier ({size} Mo).</translation>
    </message>
    <message>
        <source>“{file}” was not saved: the weights have left the range of numbers.</source>
        <translation>« {file} » n’a pas été enregistré : les poids ont divergé (valeurs infinies ou NaN).</translation>
    </message>
    <message>
        <source>“{file}” was not saved: the work is too large for a file.</source>
        <translation>« {file} » n’a pas été enregistré : le travail est trop grand pour un fichier.</translation>
    </message>
    <message>
        <source>“{file}” was written, but the disk did not confirm it: {reason}.</source>
        <translation>« {file} » a été écrit, mais le disque ne l’a pas confirmé : {reason}.</translation>
    </message>
    <message>
        <source>“{file}” would fill more memory than any machine has: it names column {column}.</source>
        <translation>« {file} » remplirait plus de mémoire qu’aucune machine n’en a : il nomme la colonne {column}.</translation>
    </message>
    <message>
        <source>“{file}”, column “{column}”: “{cell}” may be {first} or {second}.</source>
        <translation>« {file} », colonne « {column} » : « {cell} » peut être {first} ou {second}.</translation>
    </message>
    <message>
        <source>“{file}”, line {line}: a letter is damaged. It is shown as �.</source>
        <translation>« {file} », ligne {line} : une lettre est endommagée. Elle s’affiche comme �.</translation>
    </message>
    <message>
        <source>“{file}”, line {line}: the table cannot be read here ({reason}).</source>
        <translation>« {file} », ligne {line} : le tableau ne peut pas être lu ici ({reason}).</translation>
    </message>
    <message>
        <source>“{file}”, line {line}: the value of “{column}” is not a number: “{cell}”.</source>
        <translation>« {file} », ligne {line} : la valeur de « {column} » n’est pas un nombre : « {cell} ».</translation>
    </message>
    <message>
        <source>“{file}”, line {line}: this is not a label followed by “index:value”.</source>
        <translation>« {file} », ligne {line} : ce n’est pas une étiquette suivie de « indice:valeur ».</translation>
    </message>
    <message numerus="yes">
        <source>“{file}”, line {line}: {count} number(s) where a digit needs {width}.</source>
        <translation>
            <numerusform>« {file} », ligne {line} : {count} nombre là où un chiffre en demande {width}.</numerusform>
            <numerusform>« {file} », ligne {line} : {count} nombres là où un chiffre en demande {width}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}”, line {line}: {found} column(s) where the other lines have {wanted}.</source>
        <translation>
            <numerusform>« {file} », ligne {line} : {found} colonne là où les autres lignes en ont {wanted}.</numerusform>
            <numerusform>« {file} », ligne {line} : {found} colonnes là où les autres lignes en ont {wanted}.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{file}”, line {line}: “{word}” is not a number.</source>
        <translation>« {file} », ligne {line} : « {word} » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>“{file}”, row {line}: the value of “{column}” is not a number: “{cell}”.</source>
        <translation>« {file} », ligne {line} : la valeur de « {column} » n’est pas un nombre : « {cell} ».</translation>
    </message>
    <message>
        <source>“{file}”: the column “{column}” is not a number in each row.</source>
        <translation>« {file} » : la colonne « {column} » n’est pas un nombre à chaque ligne.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written to: {reason}.</source>
        <translation>On ne peut pas écrire dans « {folder} » : {reason}.</translation>
    </message>
    <message>
        <source>“{folder}” has no folders with pictures.</source>
        <translation>« {folder} » n’a pas de dossiers d’images.</translation>
    </message>
    <message>
        <source>“{folder}” has no pictures.</source>
        <translation>« {folder} » ne contient pas d’images.</translation>
    </message>
    <message>
        <source>“{key}” cannot be “{value}”.</source>
        <translation>« {key} » ne peut pas valoir « {value} ».</translation>
    </message>
    <message>
        <source>“{key}” must be a list of these: {choices}.</source>
        <translation>« {key} » doit être une liste de ceci : {choices}.</translation>
    </message>
    <message>
        <source>“{key}” must be one of {choices}.</source>
        <translation>« {key} » doit être l’un de {choices}.</translation>
    </message>
    <message>
        <source>“{labels}” has not as many labels as “{images}” has samples: {count} and {samples}.</source>
        <translation>« {labels} » n’a pas autant d’étiquettes que « {images} » a d’exemples : {count} et {samples}.</translation>
    </message>
    <message numerus="yes">
        <source>“{label}” has {count} sample(s): too few to be in both parts.</source>
        <translation>
            <numerusform>« {label} » n’a que {count} exemple : trop peu pour être des deux côtés.</numerusform>
            <numerusform>« {label} » n’a que {count} exemples : trop peu pour être des deux côtés.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” could be one of several settings.</source>
        <translation>« {name} » peut désigner plusieurs réglages.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” answer in different terms, so they have no mean.</source>
        <translation>« {one} » et « {other} » ne répondent pas dans les mêmes termes : ils n’ont pas de moyenne.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” do not learn from the same samples in the same form.</source>
        <translation>« {one} » et « {other} » n’apprennent pas des mêmes exemples sous la même forme.</translation>
    </message>
    <message>
        <source>“{path}” could not be read: {reason}.</source>
        <translation>« {path} » n’a pas pu être lu : {reason}.</translation>
    </message>
    <message>
        <source>“{path}” is a folder, not a file.</source>
        <translation>« {path} » est un dossier, pas un fichier.</translation>
    </message>
    <message>
        <source>“{piece}” is no number of an image.</source>
        <translation>« {piece} » n’est pas un numéro d’image.</translation>
    </message>
    <message>
        <source>“{rest}” cannot be understood.</source>
        <translation>« {rest} » ne se comprend pas.</translation>
    </message>
    <message>
        <source>“{rest}” stands where nothing can follow.</source>
        <translation>« {rest} » se trouve là où rien ne peut suivre.</translation>
    </message>
    <message>
        <source>“{setting}” was changed, which the lesson locks.</source>
        <translation>« {setting} », que la leçon verrouille, a été modifié.</translation>
    </message>
    <message>
        <source>“{title}” asks for a prediction that the head lacks.</source>
        <translation>« {title} » demande une prédiction absente de l’en-tête.</translation>
    </message>
    <message>
        <source>“{title}” has more labels than checks.</source>
        <translation>« {title} » a plus de libellés que de vérifications.</translation>
    </message>
    <message>
        <source>“{words}” compares unlike things.</source>
        <translation>« {words} » compare des choses de nature différente.</translation>
    </message>
    <message>
        <source>“{words}” does not say which values to try.</source>
        <translation>« {words} » ne dit pas quelles valeurs essayer.</translation>
    </message>
    <message>
        <source>“{words}” is no number.</source>
        <translation>« {words} » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>“{words}” says nothing that could be true or false.</source>
        <translation>« {words} » ne dit rien qui puisse être vrai ou faux.</translation>
    </message>
    <message>
        <source>−log softmax(y) at the right class, log Σⱼ exp(yⱼ) − y_class; dy = softmax(y) − 1 there.</source>
        <translation>−log softmax(y) à la bonne classe, log Σⱼ exp(yⱼ) − y_classe ; dy = softmax(y) − 1 à cet endroit.</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>A batch of two channels, before and after.</source>
        <translation>Un batch de deux canaux, avant et après.</translation>
    </message>
    <message>
        <source>A cloud of points, and its first and second component.</source>
        <translation>Un nuage de points, et ses deux premières composantes.</translation>
    </message>
    <message>
        <source>A digit under noise of growing strength.</source>
        <translation>Un chiffre sous un bruit de plus en plus fort.</translation>
    </message>
    <message>
        <source>A digit, and four variants of it.</source>
        <translation>Un chiffre et quatre de ses variantes.</translation>
    </message>
    <message>
        <source>A window over a digit, and the map that it gives. Two places are marked on both.</source>
        <translation>Une fenêtre sur un chiffre, et la carte qu’elle donne. Deux endroits sont marqués sur les deux.</translation>
    </message>
    <message>
        <source>A window that takes the last of three values less the first: it marks slopes.</source>
        <translation>Une fenêtre qui prend la dernière de trois valeurs moins la première : elle marque les pentes.</translation>
    </message>
    <message>
        <source>All places of a channel become one number.</source>
        <translation>Toutes les places d’un canal deviennent un seul nombre.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Sommaire</translation>
    </message>
    <message>
        <source>Each window of the left becomes one number on the right.</source>
        <translation>Chaque fenêtre de gauche devient un nombre à droite.</translation>
    </message>
    <message>
        <source>Eight steps down a bowl: too small, good, and so large that it climbs out.</source>
        <translation>Huit pas dans une cuvette : trop petits, bons, et si grands qu’ils en sortent.</translation>
    </message>
    <message>
        <source>Four scores, and the shares that the softmax makes of them.</source>
        <translation>Quatre scores, et les parts qu’en fait softmax.</translation>
    </message>
    <message>
        <source>How the first weights of 64 units with 64 inputs are spread.</source>
        <translation>Comment se répartissent les premiers poids de 64 unités à 64 entrées.</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Moins</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>One of {choices}.</source>
        <translation>L’un de {choices}.</translation>
    </message>
    <message>
        <source>See also:</source>
        <translation>Voir aussi :</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>The function, and dashed its slope, which the way back multiplies by.</source>
        <translation>La fonction et, en tirets, sa pente, par laquelle multiplie le retour.</translation>
    </message>
    <message>
        <source>The learning rate from the first step to the last.</source>
        <translation>Le taux d’apprentissage, du premier pas au dernier.</translation>
    </message>
    <message>
        <source>The loss over the error, and dashed its slope: what is sent back.</source>
        <translation>La perte selon l’erreur et, en tirets, sa pente : ce qui est renvoyé en arrière.</translation>
    </message>
    <message>
        <source>The marked value on the left reaches the marked square on the right.</source>
        <translation>La valeur marquée à gauche atteint le carré marqué à droite.</translation>
    </message>
    <message>
        <source>The same points and three curves: too stiff, right, and learnt by heart.</source>
        <translation>Les mêmes points et trois courbes : trop raide, juste, et apprise par cœur.</translation>
    </message>
    <message>
        <source>The same values at three steps: half of them are forgotten, others each time.</source>
        <translation>Les mêmes valeurs à trois pas : la moitié en est oubliée, jamais la même.</translation>
    </message>
    <message>
        <source>The same values in another form.</source>
        <translation>Les mêmes valeurs sous une autre forme.</translation>
    </message>
    <message>
        <source>Thirty plain steps down a long valley: to and fro across it, slowly along it.</source>
        <translation>Trente pas simples dans une longue vallée : d’un bord à l’autre en travers, lentement en long.</translation>
    </message>
    <message>
        <source>Thirty steps down the same long valley: plain steps in orange, this rule in green.</source>
        <translation>Trente pas dans la même longue vallée : les pas simples en orange, cette règle en vert.</translation>
    </message>
    <message>
        <source>Usual: {value}.</source>
        <translation>Valeur usuelle : {value}.</translation>
    </message>
    <message>
        <source>What an output costs where the target is 1, and dashed where it is 0.</source>
        <translation>Ce que coûte une sortie là où la cible vaut 1 et, en tirets, là où elle vaut 0.</translation>
    </message>
    <message>
        <source>What it costs to give the right class a probability of y.</source>
        <translation>Ce qu’il en coûte de donner à la bonne classe une probabilité y.</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>δ is the gradient of the loss for the quantity at its foot.</source>
        <translation>δ est le gradient de la perte par rapport à la grandeur en indice.</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>+, −</source>
        <translation>+, −</translation>
    </message>
    <message>
        <source>A page further</source>
        <translation>Une page plus loin</translation>
    </message>
    <message>
        <source>Alt+letter</source>
        <translation>Alt+lettre</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Flèches</translation>
    </message>
    <message>
        <source>Back to the value before</source>
        <translation>Retour à la valeur précédente</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Retour arrière</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>Frontière</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Choose a brush, while the tools are shown</source>
        <translation>Choisir un pinceau, quand les outils sont affichés</translation>
    </message>
    <message>
        <source>Choose it: its images</source>
        <translation>La choisir : ses images</translation>
    </message>
    <message>
        <source>Choose nothing</source>
        <translation>Ne rien choisir</translation>
    </message>
    <message>
        <source>Choose what is at the cross</source>
        <translation>Choisir ce qui est à la croix</translation>
    </message>
    <message>
        <source>Clear the sheet</source>
        <translation>Vider la feuille</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fermer la fenêtre</translation>
    </message>
    <message>
        <source>Copy or save the picture or its numbers</source>
        <translation>Copier ou enregistrer l’image ou ses nombres</translation>
    </message>
    <message>
        <source>Curves and other plots</source>
        <translation>Courbes et autres graphiques</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Suppr</translation>
    </message>
    <message>
        <source>Drawing a digit</source>
        <translation>Dessiner un chiffre</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Enter, Insert</source>
        <translation>Entrée, Inser</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>From a setting back to the list</source>
        <translation>D’un réglage revenir à la liste</translation>
    </message>
    <message>
        <source>From a unit’s map back to the boundary</source>
        <translation>De la carte d’une unité revenir à la frontière</translation>
    </message>
    <message>
        <source>From a value to its gradient, and back</source>
        <translation>D’une valeur à son gradient, et retour</translation>
    </message>
    <message>
        <source>From the pictures to the terms; from a factor to where it was computed</source>
        <translation>Des images aux termes ; d’un facteur à l’endroit où il a été calculé</translation>
    </message>
    <message>
        <source>Go from block to block</source>
        <translation>Aller de bloc en bloc</translation>
    </message>
    <message>
        <source>Go from cell to cell; what is there is told, with its calculation where it is an output of a layer</source>
        <translation>Aller de case en case ; ce qui s’y trouve est dit, avec son calcul si c’est une sortie de couche</translation>
    </message>
    <message>
        <source>Go from row to row; with Shift several are selected</source>
        <translation>Aller de ligne en ligne ; avec Maj, plusieurs sont choisies</translation>
    </message>
    <message>
        <source>Go from value to value, or from factor to factor</source>
        <translation>Aller de valeur en valeur, ou de facteur en facteur</translation>
    </message>
    <message>
        <source>Go through the settings of the rows</source>
        <translation>Parcourir les réglages des lignes</translation>
    </message>
    <message>
        <source>Go to the next control, or to the one before</source>
        <translation>Aller au contrôle suivant, ou au précédent</translation>
    </message>
    <message>
        <source>Images, tables, confusion matrix, heat maps</source>
        <translation>Images, tableaux, matrice de confusion, cartes de chaleur</translation>
    </message>
    <message>
        <source>In a field of a number: more or less</source>
        <translation>Dans un champ de nombre : plus ou moins</translation>
    </message>
    <message>
        <source>In a field: take the value</source>
        <translation>Dans un champ : prendre la valeur</translation>
    </message>
    <message>
        <source>In a field: the value as it was. Else: close what is open, leave the presentation</source>
        <translation>Dans un champ : la valeur d’avant. Sinon : fermer ce qui est ouvert, quitter la présentation</translation>
    </message>
    <message>
        <source>In “Find a block”: to the blocks; insert the first one</source>
        <translation>Dans « Chercher un bloc » : aux blocs ; insérer le premier</translation>
    </message>
    <message>
        <source>Larger, smaller</source>
        <translation>Plus grand, plus petit</translation>
    </message>
    <message>
        <source>Leave the explained step</source>
        <translation>Quitter le pas expliqué</translation>
    </message>
    <message>
        <source>List of layers</source>
        <translation>Liste des couches</translation>
    </message>
    <message>
        <source>List of runs</source>
        <translation>Liste des exécutions</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Axe logarithmique</translation>
    </message>
    <message>
        <source>Maps of codes</source>
        <translation>Cartes des codes</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>Menu, Maj+F10</translation>
    </message>
    <message>
        <source>Move or erase points, while the tools are shown; by keys a point is moved by erasing it and painting another</source>
        <translation>Déplacer ou effacer des points, quand les outils sont affichés ; au clavier, on déplace un point en l’effaçant et en en peignant un autre</translation>
    </message>
    <message>
        <source>Move the cross, and see the sample or the decoded point there</source>
        <translation>Déplacer la croix, et y voir l’exemple ou le point décodé</translation>
    </message>
    <message>
        <source>Move the map, larger, smaller</source>
        <translation>Déplacer la carte, l’agrandir, la réduire</translation>
    </message>
    <message>
        <source>Move the mark, and read the network’s answer there</source>
        <translation>Déplacer la marque, et y lire la réponse du réseau</translation>
    </message>
    <message>
        <source>Move the pen; with Shift in larger steps</source>
        <translation>Déplacer le crayon ; avec Maj, à plus grands pas</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Déplacer l’image</translation>
    </message>
    <message>
        <source>Open the menu with this letter underlined</source>
        <translation>Ouvrir le menu dont cette lettre est soulignée</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Page préc., Page suiv.</translation>
    </message>
    <message>
        <source>Paint, or erase, at the mark, with the brush that is chosen</source>
        <translation>Peindre ou effacer à la marque, avec le pinceau choisi</translation>
    </message>
    <message>
        <source>Put the block below the current row</source>
        <translation>Mettre le bloc sous la ligne courante</translation>
    </message>
    <message>
        <source>Put the pen down, or lift it</source>
        <translation>Poser le crayon, ou le lever</translation>
    </message>
    <message>
        <source>Read the values step by step</source>
        <translation>Lire les valeurs pas à pas</translation>
    </message>
    <message>
        <source>Remove it from the run list</source>
        <translation>La retirer de la liste des exécutions</translation>
    </message>
    <message>
        <source>Rename a run</source>
        <translation>Renommer une exécution</translation>
    </message>
    <message>
        <source>Shift+arrow keys</source>
        <translation>Maj+flèches</translation>
    </message>
    <message>
        <source>Shift+arrow keys, +, −</source>
        <translation>Maj+flèches, +, −</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Maj+Tab</translation>
    </message>
    <message>
        <source>Take the last stroke back</source>
        <translation>Reprendre le dernier trait</translation>
    </message>
    <message>
        <source>The sample before, or after</source>
        <translation>L’exemple d’avant, ou d’après</translation>
    </message>
    <message>
        <source>Tick the selected runs: their curves are drawn</source>
        <translation>Cocher les exécutions choisies : leurs courbes sont tracées</translation>
    </message>
    <message>
        <source>To the array before, or after</source>
        <translation>Au tableau d’avant, ou d’après</translation>
    </message>
    <message>
        <source>Type another value for a weight</source>
        <translation>Taper une autre valeur pour un poids</translation>
    </message>
    <message>
        <source>What the block does</source>
        <translation>Ce que fait le bloc</translation>
    </message>
    <message>
        <source>Windows of experiments</source>
        <translation>Fenêtres des expériences</translation>
    </message>
    <message>
        <source>←, →</source>
        <translation>←, →</translation>
    </message>
    <message>
        <source>↑, ↓</source>
        <translation>↑, ↓</translation>
    </message>
    <message>
        <source>↑, ↓, Page Up, Page Down</source>
        <translation>↑, ↓, Page préc., Page suiv.</translation>
    </message>
    <message>
        <source>↓, Enter</source>
        <translation>↓, Entrée</translation>
    </message>
</context>
<context>
    <name>recipes</name>
    <message>
        <source>256 pixels through a code of 64 numbers and back, with wide layers on either side of a code that may take any value. A little noise while it learns keeps it from learning single pixels. It loses about half of what the best linear code of 64 numbers (PCA) loses.</source>
        <translation>256 pixels à travers un code de 64 nombres et retour, avec de larges couches de part et d’autre d’un code qui peut prendre toute valeur. Un peu de bruit pendant l’apprentissage l’empêche d’apprendre des pixels isolés. Il perd environ la moitié de ce que perd le meilleur code linéaire de 64 nombres (ACP).</translation>
    </message>
    <message>
        <source>64 pixels through 12 numbers and back. Pixels lie between 0 and 1 so that BCE can compare them with a Sigmoid; its sum over the pixels, not their mean, gives steps of a useful length.</source>
        <translation>64 pixels à travers 12 nombres et retour. Les pixels vont de 0 à 1 pour que BCE puisse les comparer à un Sigmoid ; sa somme sur les pixels, et non leur moyenne, donne des pas de longueur utile.</translation>
    </message>
    <message>
        <source>A straight line</source>
        <translation>Une droite</translation>
    </message>
    <message>
        <source>A window of 3 × 3 looks for strokes in both directions, and pooling forgives small shifts.</source>
        <translation>Une fenêtre de 3 × 3 cherche des traits dans les deux directions, et le pooling pardonne les petits décalages.</translation>
    </message>
    <message>
        <source>Better: Conv1D 1</source>
        <translation>Version améliorée : Conv1D 1</translation>
    </message>
    <message>
        <source>Better: Conv1D 2</source>
        <translation>Version améliorée : Conv1D 2</translation>
    </message>
    <message>
        <source>Better: Conv1D 3</source>
        <translation>Version améliorée : Conv1D 3</translation>
    </message>
    <message>
        <source>Better: Conv2D 1</source>
        <translation>Version améliorée : Conv2D 1</translation>
    </message>
    <message>
        <source>Better: Conv2D 2</source>
        <translation>Version améliorée : Conv2D 2</translation>
    </message>
    <message>
        <source>Better: Conv2D 3</source>
        <translation>Version améliorée : Conv2D 3</translation>
    </message>
    <message>
        <source>Better: USPS, dense</source>
        <translation>Version améliorée : USPS, dense</translation>
    </message>
    <message>
        <source>Breast cancer</source>
        <translation>Cancer du sein</translation>
    </message>
    <message>
        <source>Diabetes</source>
        <translation>Diabète</translation>
    </message>
    <message>
        <source>Every pixel to every unit. Pixels between −1 and 1 and first weights of the kind he keep ReLU units awake; momentum makes 20 epochs enough.</source>
        <translation>Chaque pixel vers chaque unité. Des pixels entre −1 et 1 et une initialisation He gardent les unités ReLU éveillées ; grâce à l’inertie, 20 époques suffisent.</translation>
    </message>
    <message>
        <source>Fashion-MNIST, convolution</source>
        <translation>Fashion-MNIST, convolution</translation>
    </message>
    <message>
        <source>Few filters, two poolings: enough for nearly 99 of 100 test digits, and still quick on a small computer.</source>
        <translation>Peu de filtres, deux poolings : assez pour près de 99 chiffres de test sur 100, et encore rapide sur un petit ordinateur.</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Linear, Tanh, Linear, Sigmoid with 50 hidden units. The report names no data but “2-D data”; here two moons. Plain gradient descent as in the report, with the mean squared error over values and a learning rate of 0.5, which 400 epochs need to bend the boundary.</source>
        <translation>Linear, Tanh, Linear, Sigmoid avec 50 unités cachées. Le rapport ne nomme pas ses « données 2D » ; ici, ce sont deux lunes. Descente de gradient simple comme dans le rapport, avec l’erreur quadratique moyennée sur les valeurs et un taux d’apprentissage de 0,5, qu’il faut pour que la frontière se courbe en 400 époques.</translation>
    </message>
    <message>
        <source>MNIST, as well as we can</source>
        <translation>MNIST, version améliorée</translation>
    </message>
    <message>
        <source>MNIST, auto-encoder</source>
        <translation>MNIST, auto-encodeur</translation>
    </message>
    <message>
        <source>MNIST, dense</source>
        <translation>MNIST, dense</translation>
    </message>
    <message>
        <source>MNIST, two-dimensional convolution</source>
        <translation>MNIST, convolution à deux dimensions</translation>
    </message>
    <message>
        <source>Network 1 with 16 output channels; which numbers the report tried is lost with its figure 14. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec 16 canaux de sortie ; les nombres essayés dans le rapport sont perdus avec sa figure 14. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with 64 output channels; which numbers the report tried is lost with its figure 14. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec 64 canaux de sortie ; les nombres essayés dans le rapport sont perdus avec sa figure 14. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with 8 output channels; which numbers the report tried is lost with its figure 14. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec 8 canaux de sortie ; les nombres essayés dans le rapport sont perdus avec sa figure 14. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with batches of 128; which sizes the report tried is lost with its figure 13. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec des batchs de 128 ; les tailles essayées dans le rapport sont perdues avec sa figure 13. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with batches of 16; which sizes the report tried is lost with its figure 13. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec des batchs de 16 ; les tailles essayées dans le rapport sont perdues avec sa figure 13. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with batches of 256; which sizes the report tried is lost with its figure 13. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec des batchs de 256 ; les tailles essayées dans le rapport sont perdues avec sa figure 13. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1 with batches of 32; which sizes the report tried is lost with its figure 13. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 avec des batchs de 32 ; les tailles essayées dans le rapport sont perdues avec sa figure 13. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1: the 256 pixels as one sequence. The report writes Linear(4024, 100); 127 × 32 = 4064 values arrive. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 : les 256 pixels forment une seule séquence. Le rapport écrit Linear(4024, 100) ; il arrive 127 × 32 = 4064 valeurs. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 1: the image through 32 filters. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 1 : l’image à travers 32 filtres. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 2: the image through 64 filters. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 2 : l’image à travers 64 filtres. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 2: two convolutions of the pixels as one sequence. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 2 : deux convolutions, sur les pixels en une seule séquence. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 3: three convolutions of the pixels as one sequence. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 3 : trois convolutions, sur les pixels en une seule séquence. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>Network 3: two convolutions; the first mean moves by one pixel. Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 to 1; 94.7 % and 93.7 % on the fifth that was held out. Plain gradient descent, no momentum.</source>
        <translation>Réseau 3 : deux convolutions ; la première moyenne avance d’un pixel à la fois. Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis de côté. Descente de gradient simple, sans inertie.</translation>
    </message>
    <message>
        <source>New noise of σ = 0.4 is added to every digit each time, and the clean one is asked for. Two convolutions halve the picture twice, 512 numbers hold what was drawn, and two transposed convolutions draw it again. Look at it in the tab “Denoising”.</source>
        <translation>Un bruit de σ = 0,4 est ajouté de nouveau à chaque chiffre chaque fois, et c’est le chiffre propre qui est demandé. Deux convolutions divisent deux fois l’image par deux, 512 nombres retiennent ce qui était dessiné, et deux convolutions transposées le redessinent. À regarder dans l’onglet « Débruitage ».</translation>
    </message>
    <message>
        <source>Not in the report: a classifier trained on the originals that judges what auto-encoders draw. One hidden layer of 128 Tanh units as for USPS, with a learning rate of 0.05 for 10 epochs.</source>
        <translation>Absent du rapport : un classifieur entraîné sur les originaux, qui juge ce que dessinent les auto-encodeurs. Une couche cachée de 128 unités Tanh comme pour USPS, avec un taux d’apprentissage de 0,05 pendant 10 époques.</translation>
    </message>
    <message>
        <source>One Linear with MSE on points on either side of a line. The report gives no learning rate; 0.05 with batches of 32 lets the loss settle within 60 epochs. The output is compared with 0 or 1, so the boundary is where it is a half.</source>
        <translation>Un seul Linear avec MSE, sur des points de part et d’autre d’une droite. Le rapport ne donne pas de taux d’apprentissage ; avec 0,05 et des batchs de 32, la perte se stabilise en 60 époques. La sortie est comparée à 0 ou 1 : la frontière est là où elle vaut un demi.</translation>
    </message>
    <message>
        <source>One Linear with MSE, as in the report’s first experiment: all it can draw is a straight line, and here that is enough.</source>
        <translation>Un seul Linear avec MSE, comme dans la première expérience du rapport : il ne peut tracer qu’une droite, et ici cela suffit.</translation>
    </message>
    <message>
        <source>One input, one value: how strong an echo of ultrasound is behind so much metal. Watch the curve bend over the points in the tab Prediction; a linear model cannot.</source>
        <translation>Une entrée, une valeur : la force d’un écho d’ultrasons derrière tant de métal. Dans l’onglet Prédiction, regardez la courbe épouser les points ; un modèle linéaire ne le peut pas.</translation>
    </message>
    <message>
        <source>Penguins</source>
        <translation>Manchots</translation>
    </message>
    <message>
        <source>Pixels lie between 0 and 1 for the Sigmoid. Batch and learning rate (64, 0.001) and first weights from a normal distribution are the report’s; it does not say what its losses are means over, nor for how many epochs it trained. Here each loss is summed over the pixels and averaged over the batch: at this rate a mean over all values learns nothing in 100 epochs, while a plain sum restores all four well and puts MSE before BCE, against the report. On a fifth of the training digits that was held out, 100 epochs gave 14.8 dB (simple, BCE), 13.4 dB (deep, BCE), 13.0 dB (simple, MSE) and 12.1 dB (deep, MSE), whose error is half of what the mean digit alone leaves; after 400 epochs the second and the third are level.</source>
        <translation>Les pixels vont de 0 à 1, pour la Sigmoid. Batch et taux d’apprentissage (64 ; 0,001) ainsi que les premiers poids, tirés d’une loi normale, sont ceux du rapport ; il ne dit pas sur quoi ses pertes sont moyennées, ni combien d’époques ont duré ses entraînements. Ici, chaque perte est sommée sur les pixels et moyennée sur le batch : à ce taux, une moyenne sur toutes les valeurs n’apprend rien en 100 époques, tandis qu’une simple somme donne une bonne reconstruction dans les quatre cas et place MSE devant BCE, contre le rapport. Sur un cinquième des chiffres d’entraînement, mis de côté, 100 époques ont donné 14,8 dB (simple, BCE), 13,4 dB (profond, BCE), 13,0 dB (simple, MSE) et 12,1 dB (profond, MSE), dont l’erreur est la moitié de celle que laisse le seul chiffre moyen ; après 400 époques, le deuxième et le troisième sont à égalité.</translation>
    </message>
    <message>
        <source>Pixels lie between 0 and 1; batch and learning rate are the report’s. Each loss is summed over the pixels and averaged over the batch, as for USPS. 20 epochs are 18760 steps, more than the 11400 that 100 epochs of USPS take.</source>
        <translation>Les pixels vont de 0 à 1 ; batch et taux d’apprentissage sont ceux du rapport. Chaque perte est sommée sur les pixels et moyennée sur le batch, comme pour USPS. 20 époques font 18760 pas, plus que les 11400 des 100 époques d’USPS.</translation>
    </message>
    <message>
        <source>Regression curve</source>
        <translation>Courbe de régression</translation>
    </message>
    <message>
        <source>Report: Conv1D 1</source>
        <translation>Rapport : Conv1D 1</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, 16 channels</source>
        <translation>Rapport : Conv1D 1, 16 canaux</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, 500 epochs</source>
        <translation>Rapport : Conv1D 1, 500 époques</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, 64 channels</source>
        <translation>Rapport : Conv1D 1, 64 canaux</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, 8 channels</source>
        <translation>Rapport : Conv1D 1, 8 canaux</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, batches of 128</source>
        <translation>Rapport : Conv1D 1, batchs de 128</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, batches of 16</source>
        <translation>Rapport : Conv1D 1, batchs de 16</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, batches of 256</source>
        <translation>Rapport : Conv1D 1, batchs de 256</translation>
    </message>
    <message>
        <source>Report: Conv1D 1, batches of 32</source>
        <translation>Rapport : Conv1D 1, batchs de 32</translation>
    </message>
    <message>
        <source>Report: Conv1D 2</source>
        <translation>Rapport : Conv1D 2</translation>
    </message>
    <message>
        <source>Report: Conv1D 3</source>
        <translation>Rapport : Conv1D 3</translation>
    </message>
    <message>
        <source>Report: Conv2D 1</source>
        <translation>Rapport : Conv2D 1</translation>
    </message>
    <message>
        <source>Report: Conv2D 2</source>
        <translation>Rapport : Conv2D 2</translation>
    </message>
    <message>
        <source>Report: Conv2D 2, 500 epochs</source>
        <translation>Rapport : Conv2D 2, 500 époques</translation>
    </message>
    <message>
        <source>Report: Conv2D 3</source>
        <translation>Rapport : Conv2D 3</translation>
    </message>
    <message>
        <source>Report: MNIST, deep, BCE</source>
        <translation>Rapport : MNIST, profond, BCE</translation>
    </message>
    <message>
        <source>Report: MNIST, deep, MSE</source>
        <translation>Rapport : MNIST, profond, MSE</translation>
    </message>
    <message>
        <source>Report: MNIST, judge</source>
        <translation>Rapport : MNIST, juge</translation>
    </message>
    <message>
        <source>Report: MNIST, simple, BCE</source>
        <translation>Rapport : MNIST, simple, BCE</translation>
    </message>
    <message>
        <source>Report: MNIST, simple, MSE</source>
        <translation>Rapport : MNIST, simple, MSE</translation>
    </message>
    <message>
        <source>Report: USPS, deep, BCE</source>
        <translation>Rapport : USPS, profond, BCE</translation>
    </message>
    <message>
        <source>Report: USPS, deep, BCE, noise</source>
        <translation>Rapport : USPS, profond, BCE, bruit</translation>
    </message>
    <message>
        <source>Report: USPS, deep, MSE</source>
        <translation>Rapport : USPS, profond, MSE</translation>
    </message>
    <message>
        <source>Report: USPS, dense</source>
        <translation>Rapport : USPS, dense</translation>
    </message>
    <message>
        <source>Report: USPS, simple, BCE</source>
        <translation>Rapport : USPS, simple, BCE</translation>
    </message>
    <message>
        <source>Report: USPS, simple, BCE, noise</source>
        <translation>Rapport : USPS, simple, BCE, bruit</translation>
    </message>
    <message>
        <source>Report: USPS, simple, MSE</source>
        <translation>Rapport : USPS, simple, MSE</translation>
    </message>
    <message>
        <source>Report: USPS, simple, MSE, noise</source>
        <translation>Rapport : USPS, simple, MSE, bruit</translation>
    </message>
    <message>
        <source>Report: linear data</source>
        <translation>Rapport : données linéaires</translation>
    </message>
    <message>
        <source>Report: two layers</source>
        <translation>Rapport : deux couches</translation>
    </message>
    <message>
        <source>Small digits as a sequence</source>
        <translation>Petits chiffres en séquence</translation>
    </message>
    <message>
        <source>Small digits as images</source>
        <translation>Petits chiffres en images</translation>
    </message>
    <message>
        <source>Small digits, auto-encoder</source>
        <translation>Petits chiffres, auto-encodeur</translation>
    </message>
    <message>
        <source>Small digits, dense</source>
        <translation>Petits chiffres, dense</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>Spirales</translation>
    </message>
    <message>
        <source>The 64 pixels row by row, seen through windows of three: the network finds strokes along a row, but not down a column.</source>
        <translation>Les 64 pixels ligne par ligne, vus à travers des fenêtres de trois : le réseau trouve des traits le long d’une ligne, mais pas d’une colonne.</translation>
    </message>
    <message>
        <source>The carbon dioxide of the next month from the 24 months before, seen by Conv1D. The newest fifth is kept for testing; guesses from the last month and the year before stand beside it in the tab Prediction.</source>
        <translation>Le dioxyde de carbone du mois suivant d’après les 24 mois précédents, vus par Conv1D. Le cinquième le plus récent sert au test ; dans l’onglet Prédiction, des estimations d’après le dernier mois et l’année précédente sont à côté.</translation>
    </message>
    <message>
        <source>The layers of the report’s network are lost from its text. One hidden layer of 128 Tanh units, a learning rate of 0.01 and 100 epochs learn four fifths of the training digits to 98.2 % (the report: 97.87 %) with 96.2 % on the fifth held out; 0.001 reaches 93.4 % in that time, two layers of ReLU 99.7 %. It is also the judge of what auto-encoders draw.</source>
        <translation>Les couches du réseau manquent dans le texte du rapport. Une couche cachée de 128 unités Tanh, un taux d’apprentissage de 0,01 et 100 époques apprennent quatre cinquièmes des chiffres d’entraînement à 98,2 % (97,87 % dans le rapport), avec 96,2 % sur le cinquième mis de côté ; 0,001 atteint 93,4 % dans ce temps, deux couches de ReLU 99,7 %. C’est aussi le juge de ce que dessinent les auto-encodeurs.</translation>
    </message>
    <message>
        <source>The layers of the report’s network, trained in another way: AdamW with one cycle of the learning rate, and every digit shifted, turned, scaled, slanted and bent a little each time it is seen. 15 epochs instead of 100. The setting was chosen on training digits held back; docs/BEST.md has the figures.</source>
        <translation>Les couches du réseau du rapport, entraînées autrement : AdamW avec un cycle du taux d’apprentissage, et chaque chiffre un peu décalé, tourné, agrandi ou réduit, incliné et courbé chaque fois qu’il est vu. 15 époques au lieu de 100. Les réglages ont été choisis sur des chiffres d’entraînement mis de côté ; les résultats sont dans docs/BEST.md.</translation>
    </message>
    <message>
        <source>The layers of the report’s network, trained in another way: AdamW with one cycle of the learning rate, and every digit shifted, turned, scaled, slanted and bent a little each time it is seen. 30 epochs instead of 100. The setting was chosen on training digits held back; docs/BEST.md has the figures.</source>
        <translation>Les couches du réseau du rapport, entraînées autrement : AdamW avec un cycle du taux d’apprentissage, et chaque chiffre un peu décalé, tourné, agrandi ou réduit, incliné et courbé chaque fois qu’il est vu. 30 époques au lieu de 100. Les réglages ont été choisis sur des chiffres d’entraînement mis de côté ; les résultats sont dans docs/BEST.md.</translation>
    </message>
    <message>
        <source>The layers of the report’s network, trained in another way: AdamW with one cycle of the learning rate, and every digit shifted, turned, scaled, slanted and bent a little each time it is seen. 8 epochs instead of 100. The setting was chosen on training digits held back; docs/BEST.md has the figures.</source>
        <translation>Les couches du réseau du rapport, entraînées autrement : AdamW avec un cycle du taux d’apprentissage, et chaque chiffre un peu décalé, tourné, agrandi ou réduit, incliné et courbé chaque fois qu’il est vu. 8 époques au lieu de 100. Les réglages ont été choisis sur des chiffres d’entraînement mis de côté ; les résultats sont dans docs/BEST.md.</translation>
    </message>
    <message>
        <source>The network of the MNIST recipe on clothes and shoes, which are harder to tell apart than digits. One epoch gave 84 of 100 test images; what all ten give has not been measured.</source>
        <translation>Le réseau de la recette MNIST sur des vêtements et des chaussures, plus difficiles à distinguer que des chiffres. Une époque a donné 84 images de test sur 100 ; ce que donnent les dix n’a pas été mesuré.</translation>
    </message>
    <message>
        <source>The report’s Conv1D network 1: the 256 pixels as one sequence, 32 filters of size 3. Batches of 64 as the report found best; momentum replaces most of its 500 epochs.</source>
        <translation>Le réseau Conv1D 1 du rapport : les 256 pixels en une seule séquence, 32 filtres de taille 3. Des batchs de 64, les meilleurs selon le rapport ; l’inertie remplace la plupart de ses 500 époques.</translation>
    </message>
    <message>
        <source>The report’s second network, Linear, Tanh, Linear, Sigmoid: 50 bent units are plenty for a curved border. Small batches and momentum bring it there in seconds.</source>
        <translation>Le deuxième réseau du rapport, Linear, Tanh, Linear, Sigmoid : 50 unités courbes suffisent largement à une frontière courbe. De petits batchs et l’inertie l’y amènent en quelques secondes.</translation>
    </message>
    <message>
        <source>The report’s simple auto-encoder with BCE: 256 pixels through 64 numbers and back. Pixels lie between 0 and 1 for the Sigmoid; BCE is summed over the pixels, so that a small learning rate suffices.</source>
        <translation>L’auto-encodeur simple du rapport avec BCE : 256 pixels à travers 64 nombres et retour. Les pixels vont de 0 à 1 pour le Sigmoid ; BCE est sommée sur les pixels, de sorte qu’un petit taux d’apprentissage suffit.</translation>
    </message>
    <message>
        <source>The report’s simple auto-encoder with BCE: 784 pixels through 64 numbers and back.</source>
        <translation>L’auto-encodeur simple du rapport avec BCE : 784 pixels à travers 64 nombres et retour.</translation>
    </message>
    <message>
        <source>The table of every first lesson: four lengths, three kinds of irises.</source>
        <translation>Le tableau de tous les premiers cours : quatre longueurs, trois espèces d’iris.</translation>
    </message>
    <message>
        <source>Thirteen measurements tell three growers apart, once all have one scale.</source>
        <translation>Treize mesures suffisent à distinguer trois producteurs, une fois ramenées à la même échelle.</translation>
    </message>
    <message>
        <source>Thirty measurements of cells: benign or malignant. Ask yourself which mistakes would be the worse ones.</source>
        <translation>Trente mesures de cellules : bénigne ou maligne. Quelles erreurs seraient les plus graves ?</translation>
    </message>
    <message>
        <source>Three convolutions with BatchNorm, which learn in a quarter of the epochs. Train it with several seeds, tick the runs and average them: together they read better than each of them.</source>
        <translation>Trois convolutions avec BatchNorm, qui apprennent en un quart des époques. Entraînez-le avec plusieurs graines, cochez les exécutions et faites-en la moyenne : ensemble, elles lisent mieux que chacune d’elles.</translation>
    </message>
    <message>
        <source>Three convolutions, Dropout, AdamW in one cycle, and every digit shifted, turned, scaled, slanted and bent differently each time. The test digits are harder than the training digits, so being used to distorted ones helps more than a larger network.</source>
        <translation>Trois convolutions, Dropout, AdamW en un cycle, et chaque chiffre décalé, tourné, agrandi ou réduit, incliné et courbé de nouveau chaque fois. Les chiffres de test sont plus difficiles que ceux d’entraînement : être habitué aux chiffres déformés aide donc plus qu’un réseau plus grand.</translation>
    </message>
    <message>
        <source>Three convolutions, Dropout, AdamW in one cycle, and every digit shifted, turned, scaled, slanted and bent differently each time: nothing is seen twice, so nothing is learnt by heart.</source>
        <translation>Trois convolutions, Dropout, AdamW en un cycle, et chaque chiffre décalé, tourné, agrandi ou réduit, incliné et courbé de nouveau chaque fois : rien n’est vu deux fois, rien n’est donc appris par cœur.</translation>
    </message>
    <message>
        <source>Three species by bill, flipper, weight, sex and island. Empty cells are filled and texts become numbers before the network sees them.</source>
        <translation>Trois espèces d’après le bec, la nageoire, le poids, le sexe et l’île. Les cellules vides sont remplies et les textes deviennent des nombres avant que le réseau ne les voie.</translation>
    </message>
    <message>
        <source>Time series</source>
        <translation>Série temporelle</translation>
    </message>
    <message>
        <source>Trained with Gaussian noise of σ = 0.3 on the inputs, one of the two strengths that the report tests with; the targets stay clean. Pixels lie between 0 and 1 for the Sigmoid. Batch and learning rate (64, 0.001) and first weights from a normal distribution are the report’s; it does not say what its losses are means over, nor for how many epochs it trained. Here each loss is summed over the pixels and averaged over the batch: at this rate a mean over all values learns nothing in 100 epochs, while a plain sum restores all four well and puts MSE before BCE, against the report. On a fifth of the training digits that was held out, 100 epochs gave 14.8 dB (simple, BCE), 13.4 dB (deep, BCE), 13.0 dB (simple, MSE) and 12.1 dB (deep, MSE), whose error is half of what the mean digit alone leaves; after 400 epochs the second and the third are level.</source>
        <translation>Entraîné avec un bruit gaussien de σ = 0,3 sur les entrées, l’une des deux intensités que le rapport met à l’épreuve ; les cibles restent nettes. Les pixels vont de 0 à 1, pour la Sigmoid. Batch et taux d’apprentissage (64 ; 0,001) ainsi que les premiers poids, tirés d’une loi normale, sont ceux du rapport ; il ne dit pas sur quoi ses pertes sont moyennées, ni combien d’époques ont duré ses entraînements. Ici, chaque perte est sommée sur les pixels et moyennée sur le batch : à ce taux, une moyenne sur toutes les valeurs n’apprend rien en 100 époques, tandis qu’une simple somme donne une bonne reconstruction dans les quatre cas et place MSE devant BCE, contre le rapport. Sur un cinquième des chiffres d’entraînement, mis de côté, 100 époques ont donné 14,8 dB (simple, BCE), 13,4 dB (profond, BCE), 13,0 dB (simple, MSE) et 12,1 dB (profond, MSE), dont l’erreur est la moitié de celle que laisse le seul chiffre moyen ; après 400 époques, le deuxième et le troisième sont à égalité.</translation>
    </message>
    <message>
        <source>Two convolutions with pooling: 5 × 5 windows for strokes, then 3 × 3 windows for how strokes meet. Pooling halves the picture in between and forgives small shifts.</source>
        <translation>Deux convolutions avec pooling : des fenêtres de 5 × 5 pour les traits, puis de 3 × 3 pour la rencontre des traits. Entre elles, le pooling divise l’image par deux et pardonne les petits décalages.</translation>
    </message>
    <message>
        <source>Two hidden layers of ReLU on the 256 pixels. It learns the training digits almost by heart within 20 epochs; twice as many did no better on the test digits.</source>
        <translation>Deux couches cachées de ReLU sur les 256 pixels. Le réseau apprend les chiffres d’entraînement presque par cœur en 20 époques ; deux fois plus n’ont pas fait mieux sur les chiffres de test.</translation>
    </message>
    <message>
        <source>Two hidden layers of ReLU, as for USPS. With 60000 digits an epoch has nearly a thousand steps, so ten are enough.</source>
        <translation>Deux couches cachées de ReLU, comme pour USPS. Avec 60000 chiffres, une époque compte près de mille pas : dix suffisent.</translation>
    </message>
    <message>
        <source>Two hidden layers of Tanh wind the border around the arms. First weights of the kind he, larger than xavier’s, bend the plane from the start: with xavier the search stays for long on a flat stretch.</source>
        <translation>Deux couches cachées de Tanh enroulent la frontière autour des bras. Une initialisation He, dont les poids sont plus grands que ceux de Xavier, courbe le plan dès le début : avec Xavier, la recherche reste longtemps sur un plateau.</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>Deux lunes</translation>
    </message>
    <message>
        <source>USPS, as well as we can</source>
        <translation>USPS, version améliorée</translation>
    </message>
    <message>
        <source>USPS, auto-encoder</source>
        <translation>USPS, auto-encodeur</translation>
    </message>
    <message>
        <source>USPS, auto-encoder, as well as we can</source>
        <translation>USPS, auto-encodeur amélioré</translation>
    </message>
    <message>
        <source>USPS, dense</source>
        <translation>USPS, dense</translation>
    </message>
    <message>
        <source>USPS, noise taken away</source>
        <translation>USPS, débruitage</translation>
    </message>
    <message>
        <source>USPS, one of a committee</source>
        <translation>USPS, l’un d’un comité</translation>
    </message>
    <message>
        <source>USPS, one-dimensional convolution</source>
        <translation>USPS, convolution à une dimension</translation>
    </message>
    <message>
        <source>USPS, two-dimensional convolution</source>
        <translation>USPS, convolution à deux dimensions</translation>
    </message>
    <message>
        <source>Values to predict: grams of body mass, from species, sex and lengths.</source>
        <translation>Des valeurs à prédire : la masse en grammes, d’après l’espèce, le sexe et les longueurs.</translation>
    </message>
    <message>
        <source>Values to predict: how far the illness goes within a year. Little of it can be known from these ten figures, and a large network learns the patients by heart.</source>
        <translation>Des valeurs à prédire : la progression de la maladie en un an. Ces dix mesures en disent peu, et un grand réseau apprend les patients par cœur.</translation>
    </message>
    <message>
        <source>Weight of penguins</source>
        <translation>Poids des manchots</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>Vins</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>, or choose it in the window’s Experiments menu.</source>
        <translation>, ou la choisir dans le menu Expériences de la fenêtre.</translation>
    </message>
    <message>
        <source>1 / (1 + e⁻ˣ), written so that nothing overflows.</source>
        <translation>1 / (1 + e⁻ˣ), écrit de façon à ne jamais déborder.</translation>
    </message>
    <message>
        <source>32 best: test 92.87 %</source>
        <translation>32 meilleur : test 92,87 %</translation>
    </message>
    <message>
        <source>32 output channels generalise best.</source>
        <translation>32 canaux de sortie généralisent le mieux.</translation>
    </message>
    <message>
        <source>4 among the neighbours of 9 and back</source>
        <translation>4 parmi les voisins de 9, et l’inverse</translation>
    </message>
    <message>
        <source>4 and 9 share {mixed} and {test_mixed} of their neighbours; the pairs that mix most are {pairs} (training) and {test_pairs} (test).</source>
        <translation>4 et 9 partagent {mixed} et {test_mixed} de leurs voisins ; les paires les plus mêlées sont {pairs} (entraînement) et {test_pairs} (test).</translation>
    </message>
    <message>
        <source>500 epochs: Conv1D {one}, Conv2D {two}</source>
        <translation>500 époques : Conv1D {one}, Conv2D {two}</translation>
    </message>
    <message>
        <source>64 slightly best: test 92.67 %</source>
        <translation>64 légèrement meilleur : test 92,67 %</translation>
    </message>
    <message>
        <source>; 2 hours</source>
        <translation> ; 2 heures</translation>
    </message>
    <message>
        <source>; 4 hours</source>
        <translation> ; 4 heures</translation>
    </message>
    <message>
        <source>A batch is worked on in pieces of this size, each with a chance of its own.</source>
        <translation>Un lot est traité par morceaux de cette taille, chacun avec son propre hasard.</translation>
    </message>
    <message>
        <source>A convolution run backwards: each value is spread over a window.</source>
        <translation>Une convolution à rebours : chaque valeur est répartie sur une fenêtre.</translation>
    </message>
    <message>
        <source>A layer that keeps the shape and has no weights, where it does not say more.</source>
        <translation>Une couche qui garde la forme et n’a pas de poids, sauf mention contraire.</translation>
    </message>
    <message>
        <source>A lead of 0.59 points, as in the report, is 12 of 2007 digits: as much as another seed may bring.</source>
        <translation>Une avance de 0,59 point, comme dans le rapport, fait 12 chiffres sur 2007 : autant qu’une autre graine peut apporter.</translation>
    </message>
    <message>
        <source>A network that has seen clean digits alone has not learnt what noise is; the report judged a few digits by eye.</source>
        <translation>Un réseau qui n’a vu que des chiffres propres n’a pas appris ce qu’est le bruit ; le rapport jugeait quelques chiffres à l’œil.</translation>
    </message>
    <message numerus="yes">
        <source>A quick look of at most {epochs} epoch(s), which says little.</source>
        <translation>
            <numerusform>Un aperçu de {epochs} époque au plus, peu parlant.</numerusform>
            <numerusform>Un aperçu de {epochs} époques au plus, peu parlant.</numerusform>
        </translation>
    </message>
    <message>
        <source>A row is the class of the samples, a column the class they were taken for.</source>
        <translation>Une ligne est la classe des exemples, une colonne la classe prédite.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>Exactitude (%)</translation>
    </message>
    <message>
        <source>Accuracy after the last epoch, mean and spread over seeds</source>
        <translation>Exactitude après la dernière époque, moyenne et étendue sur les graines</translation>
    </message>
    <message>
        <source>After 100 epochs and over three seeds: Conv1D network 1 {one}, the best Conv2D network ({best}) {two}: Conv1D is {word}.</source>
        <translation>Après 100 époques et sur trois graines : Conv1D réseau 1 {one}, le meilleur réseau Conv2D ({best}) {two} : Conv1D est {word}.</translation>
    </message>
    <message>
        <source>After 500 epochs Conv1D has {one} and Conv2D {two} on the test digits: Conv1D is {word} ({gap} points; {noise} may be chance).</source>
        <translation>Après 500 époques, Conv1D atteint {one} et Conv2D {two} sur les chiffres de test : Conv1D est {word} ({gap} points ; {noise} peuvent tenir au hasard).</translation>
    </message>
    <message>
        <source>All of them:</source>
        <translation>Toutes :</translation>
    </message>
    <message>
        <source>All values tried reach from {low} to {high}.</source>
        <translation>Les valeurs essayées vont de {low} à {high}.</translation>
    </message>
    <message>
        <source>At σ = {sigma}, {read} of what “{name}” restores are read rightly.</source>
        <translation>À σ = {sigma}, {read} de ce que « {name} » restaure sont bien lus.</translation>
    </message>
    <message>
        <source>BCE clearly better than MSE</source>
        <translation>BCE nettement meilleure que MSE</translation>
    </message>
    <message>
        <source>Back to the summary</source>
        <translation>Retour au résumé</translation>
    </message>
    <message>
        <source>Barry and Zhang’s report “Réseau de neurones : DIY” (Sorbonne Université, May 2024) tells of these experiments. diynn has trained each of them again, with an engine of its own written in NumPy: here is what the report found, what came out here, and whether the two agree.</source>
        <translation>Le rapport de Barry et Zhang « Réseau de neurones : DIY » (Sorbonne Université, mai 2024) raconte ces expériences. diynn les a toutes refaites avec son propre moteur, écrit en NumPy : voici ce que le rapport a trouvé, ce qui en est sorti ici, et si les deux s’accordent.</translation>
    </message>
    <message>
        <source>Barry and Zhang’s report “Réseau de neurones : DIY” (Sorbonne Université, May 2024) tells of these experiments. diynn has trained {done} of the {all} again, with an engine of its own written in NumPy: here is what the report found, what came out here, and whether the two agree.</source>
        <translation>Le rapport de Barry et Zhang « Réseau de neurones : DIY » (Sorbonne Université, mai 2024) raconte ces expériences. diynn en a refait {done} sur {all} avec son propre moteur, écrit en NumPy : voici ce que le rapport a trouvé, ce qui en est sorti ici, et si les deux s’accordent.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Taille de batch</translation>
    </message>
    <message>
        <source>Batches of 64 generalise slightly best.</source>
        <translation>Les batchs de 64 généralisent légèrement mieux.</translation>
    </message>
    <message>
        <source>Bend of the boundary</source>
        <translation>Courbure de la frontière</translation>
    </message>
    <message>
        <source>Beside networks that give finer detail back, the narrow code of 32 numbers changes little under noise but draws coarser digits.</source>
        <translation>Face à des réseaux qui rendent plus de détails, le code étroit de 32 nombres change peu sous le bruit, mais dessine des chiffres plus grossiers.</translation>
    </message>
    <message>
        <source>Beside “{second}” ({told}) it is {one} by PSNR and {two} by recognition.</source>
        <translation>Face à « {second} » ({told}), il est {one} par le PSNR et {two} par la reconnaissance.</translation>
    </message>
    <message>
        <source>Best on the test digits is {found} with {most}; {other} has {second}.</source>
        <translation>Le meilleur sur les chiffres de test est {found} avec {most} ; {other} obtient {second}.</translation>
    </message>
    <message>
        <source>Both losses are summed over the pixels and averaged over the batch, so BCE takes longer steps. With longer steps for both, MSE comes level: on USPS a plain sum put it ahead.</source>
        <translation>Les deux pertes sont sommées sur les pixels et moyennées sur le batch : BCE fait de plus grands pas. Avec de plus grands pas pour les deux, MSE rattrape son retard : sur USPS, une simple somme la plaçait devant.</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Affirmation</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Classes become 1 at the right output and 0 elsewhere.</source>
        <translation>Les classes deviennent 1 à la bonne sortie et 0 ailleurs.</translation>
    </message>
    <message>
        <source>Conv1D 94.71 %, Conv2D 94.12 %, “perhaps for want of trials”</source>
        <translation>Conv1D 94,71 %, Conv2D 94,12 %, « peut-être faute d’essais »</translation>
    </message>
    <message>
        <source>Conv1D against Conv2D</source>
        <translation>Conv1D contre Conv2D</translation>
    </message>
    <message>
        <source>Conv1D is ahead of Conv2D on the test digits after 500 epochs.</source>
        <translation>Conv1D devance Conv2D sur les chiffres de test après 500 époques.</translation>
    </message>
    <message>
        <source>Conv1D, batch sizes</source>
        <translation>Conv1D, tailles de batch</translation>
    </message>
    <message>
        <source>Conv1D, network 1, 500 epochs</source>
        <translation>Conv1D, réseau 1, 500 époques</translation>
    </message>
    <message>
        <source>Conv1D, network 2</source>
        <translation>Conv1D, réseau 2</translation>
    </message>
    <message>
        <source>Conv1D, network 3</source>
        <translation>Conv1D, réseau 3</translation>
    </message>
    <message>
        <source>Conv1D, output channels</source>
        <translation>Conv1D, canaux de sortie</translation>
    </message>
    <message>
        <source>Conv2D, network 1</source>
        <translation>Conv2D, réseau 1</translation>
    </message>
    <message>
        <source>Conv2D, network 2</source>
        <translation>Conv2D, réseau 2</translation>
    </message>
    <message>
        <source>Conv2D, network 2, 500 epochs</source>
        <translation>Conv2D, réseau 2, 500 époques</translation>
    </message>
    <message>
        <source>Conv2D, network 3</source>
        <translation>Conv2D, réseau 3</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Cœurs</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Data and weights</source>
        <translation>Données et poids</translation>
    </message>
    <message>
        <source>Deep with BCE loses {lost} points by the noise: {read} after {clean} without.</source>
        <translation>Profond avec BCE perd {lost} points par le bruit : {read} après {clean} sans.</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>Digits read rightly after restoring</source>
        <translation>Chiffres bien lus après restauration</translation>
    </message>
    <message>
        <source>Drawn again</source>
        <translation>Reconstruit</translation>
    </message>
    <message>
        <source>Each class</source>
        <translation>Par classe</translation>
    </message>
    <message>
        <source>Each seed</source>
        <translation>Chaque graine</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Evenly chosen points are shown.</source>
        <translation>Des points choisis régulièrement sont affichés.</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Expérience</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>For 0, 1 and 6 it is {apart} and {test_apart}, for the other digits {others} and {test_others}.</source>
        <translation>Pour 0, 1 et 6 : {apart} et {test_apart} ; pour les autres chiffres : {others} et {test_others}.</translation>
    </message>
    <message>
        <source>For each place in a window, the slices that pick it for all windows.</source>
        <translation>Pour chaque position d’une fenêtre, les tranches qui la prennent dans toutes les fenêtres.</translation>
    </message>
    <message>
        <source>For the {network} network, BCE gives digits back clearly better than MSE.</source>
        <translation>Pour le réseau {network}, BCE reconstruit nettement mieux les chiffres que MSE.</translation>
    </message>
    <message>
        <source>Forward through some layers.</source>
        <translation>Passage avant dans des couches.</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>How many windows there are in each direction.</source>
        <translation>Le nombre de fenêtres dans chaque direction.</translation>
    </message>
    <message>
        <source>In diynn images are warped while it trains: left out here.</source>
        <translation>Dans diynn les images sont déformées pendant l’entraînement : omis ici.</translation>
    </message>
    <message>
        <source>In diynn the training stops early: left out here.</source>
        <translation>Dans diynn l’entraînement s’arrête tôt : omis ici.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Is it ahead of both others? By PSNR {one} ({psnr}; {others}), by digits read rightly {two}.</source>
        <translation>Devance-t-il les deux autres ? Par le PSNR {one} ({psnr} ; {others}), par les chiffres bien lus {two}.</translation>
    </message>
    <message>
        <source>It needs the data set, fetched once by</source>
        <translation>Il faut les données, à chercher une fois par</translation>
    </message>
    <message>
        <source>It takes about {time} on two cores.</source>
        <translation>Il faut environ {time} sur deux cœurs.</translation>
    </message>
    <message>
        <source>Its error is {kept} of what the mean digit alone would leave; above 50 % we call it “almost nothing restored”.</source>
        <translation>Son erreur est {kept} de celle du seul chiffre moyen ; au-delà de 50 %, nous disons « presque rien n’est restauré ».</translation>
    </message>
    <message>
        <source>Judged on</source>
        <translation>Évalué sur</translation>
    </message>
    <message>
        <source>Larger batches take fewer steps in as many epochs, yet have done no worse here.</source>
        <translation>De plus grands batchs font moins de pas en autant d’époques, sans nuire ici.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Layers: forward, and the way back of the gradient</source>
        <translation>Couches : passage avant, puis retour du gradient</translation>
    </message>
    <message>
        <source>Linear data</source>
        <translation>Données linéaires</translation>
    </message>
    <message>
        <source>Linear, Tanh, Linear, Sigmoid part data by a curved boundary.</source>
        <translation>Linear, Tanh, Linear, Sigmoid séparent les données par une frontière courbe.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>MNIST auto-encoder: {name}</source>
        <translation>Auto-encodeur MNIST : {name}</translation>
    </message>
    <message>
        <source>MNIST denoising, σ = {sigma}</source>
        <translation>Débruitage MNIST, σ = {sigma}</translation>
    </message>
    <message>
        <source>Made by diynn. The page holds everything that it shows and needs no network.</source>
        <translation>Faite par diynn. La page contient tout ce qu’elle montre et n’a pas besoin du réseau.</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>Erreur absolue moyenne</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Erreur quadratique moyenne</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>More channels learn a little faster in 100 epochs; the report’s single run for each value could not tell that from chance.</source>
        <translation>Plus de canaux apprennent un peu plus vite en 100 époques ; une seule exécution par valeur, comme dans le rapport, ne peut le distinguer du hasard.</translation>
    </message>
    <message>
        <source>Most noisy digits are restored; the deep network with BCE is best and nearly untouched by the noise.</source>
        <translation>La plupart des chiffres bruités sont restaurés ; le réseau profond avec BCE est le meilleur et presque insensible au bruit.</translation>
    </message>
    <message>
        <source>Move the channels before the places.</source>
        <translation>Placer les canaux avant les positions.</translation>
    </message>
    <message>
        <source>Move the channels behind the places, as diynn has them.</source>
        <translation>Placer les canaux après les positions, comme diynn.</translation>
    </message>
    <message>
        <source>Neighbours of the same class, test</source>
        <translation>Voisins de même classe, test</translation>
    </message>
    <message>
        <source>Neighbours of the same class, training</source>
        <translation>Voisins de même classe, entraînement</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Network with one weight</source>
        <translation>Réseau à un poids</translation>
    </message>
    <message>
        <source>Network with {count} weights</source>
        <translation>Réseau à {count} poids</translation>
    </message>
    <message>
        <source>Networks and settings</source>
        <translation>Réseaux et réglages</translation>
    </message>
    <message>
        <source>Noise in the training does not help to restore noisy digits.</source>
        <translation>Du bruit à l’entraînement n’aide pas à restaurer des chiffres bruités.</translation>
    </message>
    <message>
        <source>Noise of σ = 0.3 on the inputs, with the clean digit as the target, is what a denoising auto-encoder learns from; the report may have asked for the noisy digit back.</source>
        <translation>Un bruit de σ = 0,3 à l’entrée, avec le chiffre propre pour cible, est ce dont apprend un auto-encodeur débruiteur ; le rapport a pu demander de rendre le chiffre bruité.</translation>
    </message>
    <message>
        <source>Noise σ</source>
        <translation>Bruit σ</translation>
    </message>
    <message>
        <source>Note the gradients of its weights.</source>
        <translation>Noter les gradients de ses poids.</translation>
    </message>
    <message>
        <source>Of a point's ten nearest neighbours in the map, {train} (training) and {test} (test) are of its class.</source>
        <translation>Des dix plus proches voisins d’un point de la carte, {train} (entraînement) et {test} (test) sont de sa classe.</translation>
    </message>
    <message>
        <source>Of what the weakest network ({name}) restores, {read} are read rightly; of the noisy digits as they are, {noisy}.</source>
        <translation>De ce que le réseau le plus faible ({name}) restaure, {read} sont bien lus ; des chiffres bruités tels quels, {noisy}.</translation>
    </message>
    <message>
        <source>On the built-in 8 × 8 digits, not on {data}.</source>
        <translation>Sur les chiffres 8 × 8 intégrés, et non sur {data}.</translation>
    </message>
    <message>
        <source>On the test digits {ours} beside the report’s {theirs}, {gap} points apart where {allowed} count as the same: {word}. On the training digits {train} beside {before}.</source>
        <translation>Sur les chiffres de test, {ours} contre {theirs} dans le rapport : {gap} points d’écart, pour un seuil de {allowed} : {word}. Sur les chiffres d’entraînement, {train} contre {before}.</translation>
    </message>
    <message>
        <source>One Linear with MSE parts linear data by a straight boundary, and the loss falls.</source>
        <translation>Un seul Linear avec MSE sépare des données linéaires par une frontière droite, et la perte décroît.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Output channels</source>
        <translation>Canaux de sortie</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Places added around: zeros, or values of the input once more.</source>
        <translation>Des places ajoutées autour : des zéros, ou des valeurs de l’entrée une fois de plus.</translation>
    </message>
    <message>
        <source>Positive values that add up to 1; the largest is taken off first, so that none overflows.</source>
        <translation>Valeurs positives de somme 1 ; la plus grande est d’abord retirée pour ne pas déborder.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>PyTorch has the channels before the places.</source>
        <translation>PyTorch place les canaux avant les positions.</translation>
    </message>
    <message>
        <source>ReLU(x + F(x)): two ways beside each other.</source>
        <translation>ReLU(x + F(x)) : deux chemins côte à côte.</translation>
    </message>
    <message>
        <source>Read rightly (%)</source>
        <translation>Bien lus (%)</translation>
    </message>
    <message>
        <source>Read rightly, {name}</source>
        <translation>Bien lus, {name}</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Recognised as the original, {name}</source>
        <translation>Reconnus comme l’original, {name}</translation>
    </message>
    <message>
        <source>Root of the mean squared error</source>
        <translation>Racine de l’erreur quadratique moyenne</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Planification du taux</translation>
    </message>
    <message>
        <source>Share of the second class, and the training points</source>
        <translation>Part de la seconde classe, et les points d’entraînement</translation>
    </message>
    <message>
        <source>Silhouette, training</source>
        <translation>Silhouette, entraînement</translation>
    </message>
    <message>
        <source>So few filters seem to be enough for these digits; the report’s single run for each value could not tell the difference from chance.</source>
        <translation>Si peu de filtres semblent suffire pour ces chiffres ; une seule exécution par valeur, comme dans le rapport, ne peut distinguer l’écart du hasard.</translation>
    </message>
    <message>
        <source>Some of the samples</source>
        <translation>Quelques exemples</translation>
    </message>
    <message>
        <source>Some of the samples, taken for {names}</source>
        <translation>Quelques exemples ; classes prédites : {names}</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Take the weights of a row: they are changed in their place.</source>
        <translation>Prendre les poids d’une ligne : ils sont modifiés sur place.</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>Exactitude de test</translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation>Chiffres de test</translation>
    </message>
    <message>
        <source>Test digits with noise of σ = {sigma}, and what the networks make of them</source>
        <translation>Chiffres de test bruités, σ = {sigma}, et ce que les réseaux en font</translation>
    </message>
    <message>
        <source>Test digits, and what the networks give back</source>
        <translation>Chiffres de test, et ce que les réseaux en rendent</translation>
    </message>
    <message>
        <source>The activations</source>
        <translation>Les fonctions d’activation</translation>
    </message>
    <message>
        <source>The arrays of a safetensors file, by name: a header in JSON, then the numbers.</source>
        <translation>Les tableaux d’un fichier safetensors, par nom : un en-tête JSON, puis les nombres.</translation>
    </message>
    <message>
        <source>The auto-encoder “{name}” is {place}.</source>
        <translation>L’auto-encodeur « {name} » est {place}.</translation>
    </message>
    <message>
        <source>The boundary leaves its line of best fit by up to {far}, in a plane 2 wide: it is {shape}.</source>
        <translation>La frontière s’écarte de sa droite d’ajustement de {far} au plus, dans un plan large de 2 : elle est {shape}.</translation>
    </message>
    <message>
        <source>The channels of each group: those of the first group come first.</source>
        <translation>Les canaux de chaque groupe : ceux du premier groupe viennent d’abord.</translation>
    </message>
    <message>
        <source>The codes of the deep network with BCE form clear clusters in training and test; 0, 1 and 6 lie apart, 4 and 9 overlap.</source>
        <translation>Les codes du réseau profond avec BCE forment des groupes nets à l’entraînement et au test ; 0, 1 et 6 sont séparés, 4 et 9 se chevauchent.</translation>
    </message>
    <message>
        <source>The deep network learns slowly at this rate, and the report does not say for how many epochs.</source>
        <translation>À ce taux, le réseau profond apprend lentement ; le rapport ne donne pas le nombre d’époques.</translation>
    </message>
    <message>
        <source>The gradient back through some layers, the last one first.</source>
        <translation>Retour du gradient dans des couches, la dernière d’abord.</translation>
    </message>
    <message>
        <source>The last activation is a part of the loss's formula while training.</source>
        <translation>La dernière activation est comprise dans la formule de la perte pendant l’entraînement.</translation>
    </message>
    <message>
        <source>The layers of the report’s network are lost from its text; ours, one hidden layer of 128 Tanh units, was chosen to learn the training digits as well as the report’s did.</source>
        <translation>Les couches du réseau manquent dans le texte du rapport ; les nôtres, une couche cachée de 128 unités Tanh, ont été choisies pour apprendre aussi bien les chiffres d’entraînement.</translation>
    </message>
    <message>
        <source>The network reaches {test} on the test digits.</source>
        <translation>Le réseau atteint {test} sur les chiffres de test.</translation>
    </message>
    <message>
        <source>The places of each batch, in the order in which diynn takes them.</source>
        <translation>Les numéros des exemples de chaque lot, dans l’ordre de diynn.</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Le rapport</translation>
    </message>
    <message>
        <source>The report does not say how pixels were scaled nor how first weights were drawn. Ours lie between −1 and 1, as in the original files, and these choices move the result by more than a point.</source>
        <translation>Le rapport ne dit ni l’échelle des pixels ni le tirage des premiers poids. Les nôtres vont de −1 à 1, comme dans les fichiers d’origine, et ces choix déplacent le résultat de plus d’un point.</translation>
    </message>
    <message>
        <source>The report judged a few digits by eye, and its simple network may have learnt for fewer epochs; here a classifier reads all of the test digits.</source>
        <translation>Le rapport jugeait à l’œil quelques chiffres, et son réseau simple a pu apprendre moins d’époques ; ici, un classifieur lit tous les chiffres de test.</translation>
    </message>
    <message>
        <source>The report’s experiments, run again with diynn</source>
        <translation>Les expériences du rapport, refaites avec diynn</translation>
    </message>
    <message>
        <source>The same for 0, 1, 6, both parts</source>
        <translation>De même pour 0, 1, 6, en tout</translation>
    </message>
    <message>
        <source>The same values in another shape.</source>
        <translation>Les mêmes valeurs sous une autre forme.</translation>
    </message>
    <message>
        <source>The sum over all places of a window: the values there times the filters' weights there.</source>
        <translation>Somme sur les places d’une fenêtre : les valeurs fois les poids des filtres à cette place.</translation>
    </message>
    <message>
        <source>The training loss falls to {share} of its first value.</source>
        <translation>La perte d’entraînement tombe à {share} de sa première valeur.</translation>
    </message>
    <message>
        <source>The two differ by {gap} points.</source>
        <translation>Les deux diffèrent de {gap} points.</translation>
    </message>
    <message>
        <source>The weights are trained: more epochs than 0 go on from them.</source>
        <translation>Les poids sont entraînés : plus de 0 époque poursuit à partir d’eux.</translation>
    </message>
    <message>
        <source>Their means are {gap} points apart, {word} what the seeds alone explain ({noise} points).</source>
        <translation>Leurs moyennes sont à {gap} points l’une de l’autre, {word} ce que les graines seules expliquent ({noise} points).</translation>
    </message>
    <message>
        <source>There are no experiments.</source>
        <translation>Il n’y a pas d’expériences.</translation>
    </message>
    <message>
        <source>There is nothing to draw here: no value is a number.</source>
        <translation>Il n’y a rien à tracer ici : aucune valeur n’est un nombre.</translation>
    </message>
    <message>
        <source>These recipes are not on this machine: {names}</source>
        <translation>Ces recettes ne sont pas sur cette machine : {names}</translation>
    </message>
    <message>
        <source>This experiment was not run. To run it, type</source>
        <translation>Cette expérience n’a pas été lancée. Pour la lancer, taper</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Time: {time}</source>
        <translation>Durée : {time}</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>Exactitude d’entraînement</translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation>Chiffres d’entraînement</translation>
    </message>
    <message>
        <source>Training with noise</source>
        <translation>Entraînement avec bruit</translation>
    </message>
    <message>
        <source>Trains the network with NumPy and nothing else: the same data, first weights and steps as in diynn.</source>
        <translation>Entraîne le réseau avec NumPy et rien d’autre : mêmes données, mêmes premiers poids et mêmes pas que dans diynn.</translation>
    </message>
    <message>
        <source>Trains the network with PyTorch: the same data, first weights and batches as in diynn.</source>
        <translation>Entraîne le réseau avec PyTorch : mêmes données, mêmes premiers poids et mêmes lots que dans diynn.</translation>
    </message>
    <message>
        <source>Two layers</source>
        <translation>Deux couches</translation>
    </message>
    <message>
        <source>USPS auto-encoder: {name}</source>
        <translation>Auto-encodeur USPS : {name}</translation>
    </message>
    <message>
        <source>USPS denoising, σ = {sigma}</source>
        <translation>Débruitage USPS, σ = {sigma}</translation>
    </message>
    <message>
        <source>USPS, dense network</source>
        <translation>USPS, réseau dense</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Weight decay reaches what the inputs are multiplied by, biases not.</source>
        <translation>La décroissance des poids touche ce qui multiplie les entrées, pas les biais.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>What it has learnt</source>
        <translation>Ce qu’il a appris</translation>
    </message>
    <message>
        <source>Which class was taken for which</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>Which of the deep network with BCE and the simple one with MSE comes first depends on how long they learn and on how the loss is averaged, which the report does not say.</source>
        <translation>L’ordre entre le réseau profond avec BCE et le simple avec MSE dépend de la durée d’apprentissage et de la moyenne prise dans la perte, que le rapport ne précise pas.</translation>
    </message>
    <message>
        <source>Which value of the input stands where; 0 for none.</source>
        <translation>Quelle valeur de l’entrée se trouve où ; 0 pour aucune.</translation>
    </message>
    <message>
        <source>With noise the simple networks no longer restore the digits, at 0.1 and 0.2 neither; the deep one does.</source>
        <translation>Avec du bruit, les réseaux simples ne restaurent plus les chiffres, même à 0,1 et 0,2 ; le profond, si.</translation>
    </message>
    <message>
        <source>With one learning rate and one number of epochs, small batches take more steps and get further: that, not generalisation, orders the sizes.</source>
        <translation>À taux d’apprentissage et nombre d’époques égaux, les petits batchs font plus de pas et vont plus loin : c’est cela, et non la généralisation, qui ordonne les tailles.</translation>
    </message>
    <message>
        <source>a curved boundary</source>
        <translation>une frontière courbe</translation>
    </message>
    <message>
        <source>a straight boundary, falling loss</source>
        <translation>une frontière droite, une perte qui décroît</translation>
    </message>
    <message>
        <source>accuracy on the test part</source>
        <translation>exactitude sur la partie de test</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>devant</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>valeurs usuelles</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>derrière</translation>
    </message>
    <message>
        <source>best of the four</source>
        <translation>le meilleur des quatre</translation>
    </message>
    <message>
        <source>best: {found}, test {most} ({best}: {said})</source>
        <translation>meilleur : {found}, test {most} ({best} : {said})</translation>
    </message>
    <message>
        <source>better</source>
        <translation>meilleur</translation>
    </message>
    <message>
        <source>by the clock, {cores}</source>
        <translation>montre en main, {cores}</translation>
    </message>
    <message>
        <source>change of PSNR by noise in training: {gains}</source>
        <translation>effet du bruit à l’entraînement sur le PSNR : {gains}</translation>
    </message>
    <message>
        <source>clear clusters in both; 0, 1, 6 apart, 4 and 9 overlap</source>
        <translation>groupes nets dans les deux ; 0, 1, 6 séparés, 4 et 9 se chevauchent</translation>
    </message>
    <message>
        <source>computing time</source>
        <translation>temps de calcul</translation>
    </message>
    <message>
        <source>curved</source>
        <translation>courbe</translation>
    </message>
    <message>
        <source>deep</source>
        <translation>profond</translation>
    </message>
    <message>
        <source>deep, BCE</source>
        <translation>profond, BCE</translation>
    </message>
    <message>
        <source>deep, MSE</source>
        <translation>profond, MSE</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>diffère</translation>
    </message>
    <message>
        <source>digits read rightly: noisy {noisy}; {parts}</source>
        <translation>chiffres bien lus : bruités {noisy} ; {parts}</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>époque</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>résultat meilleur</translation>
    </message>
    <message>
        <source>last of the four: it restores almost nothing</source>
        <translation>le dernier des quatre : il ne restaure presque rien</translation>
    </message>
    <message>
        <source>level within the noise of seeds</source>
        <translation>à égalité, au bruit des graines près</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>perte</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>résultat inférieur</translation>
    </message>
    <message>
        <source>mean squared error on the test part</source>
        <translation>erreur quadratique moyenne sur la partie de test</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>plus que</translation>
    </message>
    <message>
        <source>most digits restored; deep, BCE nearly untouched by the noise</source>
        <translation>la plupart restaurés ; profond, BCE presque insensible au bruit</translation>
    </message>
    <message>
        <source>neighbours of the same class: {train} in training, {test} in test</source>
        <translation>voisins de même classe : {train} à l’entraînement, {test} au test</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>no {setting}</source>
        <translation>sans {setting}</translation>
    </message>
    <message>
        <source>noisy</source>
        <translation>bruité</translation>
    </message>
    <message>
        <source>noisy, 3 × 3 mean</source>
        <translation>bruité, moyenne 3 × 3</translation>
    </message>
    <message>
        <source>not effective</source>
        <translation>pas efficace</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>non lancé</translation>
    </message>
    <message>
        <source>not to be told apart from it</source>
        <translation>sans différence discernable</translation>
    </message>
    <message>
        <source>on 1 core</source>
        <translation>sur 1 cœur</translation>
    </message>
    <message>
        <source>on {count} cores</source>
        <translation>sur {count} cœurs</translation>
    </message>
    <message>
        <source>reproduced</source>
        <translation>reproduit</translation>
    </message>
    <message>
        <source>second of the four</source>
        <translation>le deuxième des quatre</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>graine</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>graines</translation>
    </message>
    <message>
        <source>simple fails, deep succeeds</source>
        <translation>le simple échoue, le profond réussit</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>droite</translation>
    </message>
    <message>
        <source>t-SNE of USPS codes</source>
        <translation>t-SNE des codes USPS</translation>
    </message>
    <message>
        <source>t-SNE of the codes: {some} of the training digits, drawn at random, and all test digits</source>
        <translation>t-SNE des codes : {some} chiffres d’entraînement tirés au hasard, et tous ceux de test</translation>
    </message>
    <message>
        <source>test {test}</source>
        <translation>test {test}</translation>
    </message>
    <message>
        <source>the input again</source>
        <translation>l’entrée elle-même</translation>
    </message>
    <message>
        <source>the same within that</source>
        <translation>résultat équivalent</translation>
    </message>
    <message>
        <source>the target</source>
        <translation>la cible</translation>
    </message>
    <message>
        <source>third of the four</source>
        <translation>le troisième des quatre</translation>
    </message>
    <message>
        <source>train {train}, test {test}</source>
        <translation>entraînement {train}, test {test}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>within</source>
        <translation>dans les limites de</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>{data}, test part</source>
        <translation>{data}, partie de test</translation>
    </message>
    <message>
        <source>{data}, training part</source>
        <translation>{data}, partie d’entraînement</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} et {second}</translation>
    </message>
    <message>
        <source>{label}: {shown} of {all}</source>
        <translation>{label} : {shown} sur {all}</translation>
    </message>
    <message>
        <source>{name} epochs</source>
        <translation>{name} époques</translation>
    </message>
    <message>
        <source>{name}, seed {seed}</source>
        <translation>{name}, graine {seed}</translation>
    </message>
    <message>
        <source>{name}, trained with noise</source>
        <translation>{name}, entraîné avec bruit</translation>
    </message>
    <message>
        <source>{name}, σ = {sigma}: {gain} dB</source>
        <translation>{name}, σ = {sigma} : {gain} dB</translation>
    </message>
    <message>
        <source>{psnr} and {agreed} of the digits recognised as before</source>
        <translation>{psnr} et {agreed} des chiffres reconnus comme avant</translation>
    </message>
    <message>
        <source>{sentence} We call it a success from {share} on; of the noisy digits themselves {noisy} are read rightly.</source>
        <translation>{sentence} Nous parlons de succès à partir de {share} ; des chiffres bruités eux-mêmes, {noisy} sont bien lus.</translation>
    </message>
    <message>
        <source>{shape} boundary, {test} of the test points right</source>
        <translation>frontière {shape}, {test} des points de test justes</translation>
    </message>
    <message>
        <source>{test} of the test points lie on their own side.</source>
        <translation>{test} des points de test sont du bon côté.</translation>
    </message>
    <message>
        <source>{time}, in {calls} calls</source>
        <translation>{time}, en {calls} fois</translation>
    </message>
    <message>
        <source>{title} (logarithmic)</source>
        <translation>{title} (logarithmique)</translation>
    </message>
    <message>
        <source>{title} by epoch</source>
        <translation>{title} par époque</translation>
    </message>
    <message>
        <source>σ of the noise</source>
        <translation>σ du bruit</translation>
    </message>
    <message>
        <source>“Reproduced” means that the report’s claim holds here as well, “better” that it is surpassed, “differs” that it does not hold; the reason stands with each experiment. ± is the standard deviation over the seeds. Where the report leaves a choice open, the settings tell which one was made.</source>
        <translation>« Reproduit » veut dire que l’affirmation du rapport tient ici aussi, « meilleur » qu’elle est dépassée, « diffère » qu’elle ne tient pas ; la raison accompagne chaque expérience. ± est l’écart type sur les graines. Là où le rapport laisse un choix ouvert, les réglages disent lequel a été fait.</translation>
    </message>
    <message>
        <source>“{name}” at σ = {sigma}: {psnr} and {read} read rightly with noise in training, {plain_psnr} and {plain_read} without.</source>
        <translation>« {name} » à σ = {sigma} : {psnr} et {read} bien lus avec bruit à l’entraînement, {plain_psnr} et {plain_read} sans.</translation>
    </message>
    <message>
        <source>“{name}” gives {told}.</source>
        <translation>« {name} » donne {told}.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>-1 to 1</source>
        <translation>−1 à 1</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 à 1</translation>
    </message>
    <message>
        <source>A batch's loss: mean over all values, mean over samples, or the sum</source>
        <translation>Perte d’un batch : moyenne sur toutes les valeurs, moyenne sur les exemples, ou somme</translation>
    </message>
    <message>
        <source>A batch's loss: mean over samples, or the sum</source>
        <translation>Perte d’un batch : moyenne sur les exemples, ou somme</translation>
    </message>
    <message>
        <source>About how many neighbours of a point count. Small shows small groups, and some that are none; large shows the whole, and hides small groups. At most a third of the points</source>
        <translation>Environ combien de voisins d’un point comptent. Petite, elle montre de petits groupes, et certains qui n’en sont pas ; grande, elle montre l’ensemble et cache les petits groupes. Au plus un tiers des points</translation>
    </message>
    <message>
        <source>Add a learnt constant to every output</source>
        <translation>Ajouter une constante apprise à chaque sortie</translation>
    </message>
    <message>
        <source>Add a learnt constant to every output channel</source>
        <translation>Ajouter une constante apprise à chaque canal de sortie</translation>
    </message>
    <message>
        <source>Added to every variance, so that none is divided by that is 0</source>
        <translation>Ajouté à chaque variance, pour ne jamais diviser par 0</translation>
    </message>
    <message>
        <source>Address of a Dask scheduler, such as tcp://192.168.1.10:8786; empty for this machine</source>
        <translation>Adresse d’un ordonnanceur Dask, par exemple tcp://192.168.1.10:8786 ; vide pour cette machine</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Ahead</source>
        <translation>Horizon</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>Bras</translation>
    </message>
    <message>
        <source>Arms, each a class</source>
        <translation>Bras, un par classe</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Taille de batch</translation>
    </message>
    <message>
        <source>Batches to train on, each with a rate of its own</source>
        <translation>Batchs sur lesquels s’entraîner, chacun avec son propre taux</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Bend each image like rubber: how far a pixel is displaced, as a standard deviation</source>
        <translation>Courber chaque image comme du caoutchouc : de combien un pixel est déplacé, en écart-type</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Biais</translation>
    </message>
    <message>
        <source>Bias initializer</source>
        <translation>Initialisation du biais</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>By how many months the value to predict comes after them</source>
        <translation>De combien de mois la valeur à prédire les suit</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Centres</source>
        <translation>Centres</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Écrêtage</translation>
    </message>
    <message>
        <source>Clouds, each a class</source>
        <translation>Nuages, un par classe</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>Combinaisons</translation>
    </message>
    <message>
        <source>Count include pad</source>
        <translation>Compter les bords</translation>
    </message>
    <message>
        <source>Count the zeros of the padding in the mean, too</source>
        <translation>Compter aussi dans la moyenne les zéros du remplissage</translation>
    </message>
    <message>
        <source>Decides which samples are kept for testing</source>
        <translation>Décide quels exemples sont gardés pour le test</translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation>Décimale</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Finesse</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>Dilatation</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>Directions</translation>
    </message>
    <message>
        <source>Directions by chance: another seed draws other ones</source>
        <translation>Directions au hasard : une autre graine en tire d’autres</translation>
    </message>
    <message>
        <source>Directions by chance: how far the plane goes to each side; at 1 each filter is moved by its own length</source>
        <translation>Directions au hasard : jusqu’où va le plan de chaque côté ; à 1, chaque filtre est déplacé de sa propre longueur</translation>
    </message>
    <message>
        <source>Distance δ from which errors count evenly</source>
        <translation>Distance δ à partir de laquelle les erreurs comptent également</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>Tirages</translation>
    </message>
    <message>
        <source>Elastic</source>
        <translation>Élastique</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Cellules vides</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Codage</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Epochs at the start in which the rate rises evenly to its full height</source>
        <translation>Époques du début où le taux monte régulièrement jusqu’à toute sa hauteur</translation>
    </message>
    <message>
        <source>Epochs from one fall to the next</source>
        <translation>Époques d’une descente à la suivante</translation>
    </message>
    <message>
        <source>Epochs from one picture to the next</source>
        <translation>Époques d’une image à la suivante</translation>
    </message>
    <message>
        <source>Epochs that the network of each fold trains</source>
        <translation>Époques d’entraînement du réseau de chaque pli</translation>
    </message>
    <message>
        <source>Epochs without a smaller loss that are waited for</source>
        <translation>Époques sans perte plus petite que l’on attend</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Tous les</translation>
    </message>
    <message>
        <source>Exaggeration</source>
        <translation>Exagération</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>Fields along each side of the board</source>
        <translation>Cases le long de chaque côté du damier</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Départ</translation>
    </message>
    <message>
        <source>First bias</source>
        <translation>Premier biais</translation>
    </message>
    <message>
        <source>First weights: xavier suits Tanh and Sigmoid, he suits ReLU</source>
        <translation>Initialisation des poids : Xavier convient à Tanh et Sigmoid, He à ReLU</translation>
    </message>
    <message>
        <source>Fitted on</source>
        <translation>Calculé sur</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Plis</translation>
    </message>
    <message>
        <source>From epoch</source>
        <translation>De l’époque</translation>
    </message>
    <message>
        <source>From {low} to {high}.</source>
        <translation>De {low} à {high}.</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Sortie attendue</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Fond</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>En-tête</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
    <message>
        <source>Height of the image</source>
        <translation>Hauteur de l’image</translation>
    </message>
    <message>
        <source>Height × width of the window</source>
        <translation>Hauteur × largeur de la fenêtre</translation>
    </message>
    <message>
        <source>Height × width of the window that each value is spread over</source>
        <translation>Hauteur × largeur de la fenêtre sur laquelle chaque valeur est répartie</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Cachée</translation>
    </message>
    <message>
        <source>Highest rate</source>
        <translation>Taux maximal</translation>
    </message>
    <message>
        <source>How far below zero the output can go</source>
        <translation>Jusqu’où la sortie peut aller sous zéro</translation>
    </message>
    <message>
        <source>How many combinations chance draws</source>
        <translation>Combien de combinaisons sont tirées au hasard</translation>
    </message>
    <message>
        <source>How many months the network sees</source>
        <translation>Combien de mois le réseau voit</translation>
    </message>
    <message>
        <source>How many times larger in each direction</source>
        <translation>Combien de fois plus grand dans chaque direction</translation>
    </message>
    <message>
        <source>How many times stronger than usual near points attract each other to the end. Larger draws groups together and apart from others; 1 is plain t-SNE</source>
        <translation>Combien de fois plus fort que d’habitude les points proches s’attirent jusqu’à la fin. Plus grande, elle resserre les groupes et les éloigne des autres ; 1 est t-SNE ordinaire</translation>
    </message>
    <message>
        <source>IDX, .npy: the file with the labels; empty: found by its name</source>
        <translation>IDX, .npy : le fichier des étiquettes ; vide : trouvé par son nom</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Taille d’image</translation>
    </message>
    <message>
        <source>Initializer</source>
        <translation>Initialisation</translation>
    </message>
    <message>
        <source>Keeps the division off zero</source>
        <translation>Empêche la division par zéro</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>Noyau</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Longueur</translation>
    </message>
    <message>
        <source>Length of a step: larger learns faster, too large leaps over the goal</source>
        <translation>Longueur d’un pas : plus grand, on apprend plus vite ; trop grand, on dépasse le minimum</translation>
    </message>
    <message>
        <source>Length of the sequence</source>
        <translation>Longueur de la séquence</translation>
    </message>
    <message>
        <source>Length of the window</source>
        <translation>Longueur de la fenêtre</translation>
    </message>
    <message>
        <source>Length of the window that each value is spread over</source>
        <translation>Longueur de la fenêtre sur laquelle chaque valeur est étalée</translation>
    </message>
    <message>
        <source>Length of the windows in each direction: odd</source>
        <translation>Longueur des fenêtres dans chaque direction : impaire</translation>
    </message>
    <message>
        <source>Longest gradient of a step, as the norm of all its numbers; 0 leaves it as it is</source>
        <translation>Plus long gradient d’un pas, en norme de tous ses nombres ; 0 le laisse tel quel</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <translation>Taux minimal</translation>
    </message>
    <message>
        <source>Make each image larger or smaller by up to this share: 0.1 is 1.1 times, or 1 / 1.1</source>
        <translation>Agrandir ou réduire chaque image d’au plus cette part : 0,1 veut dire 1,1 fois, ou 1 / 1,1</translation>
    </message>
    <message>
        <source>Mazur 2-2-2</source>
        <translation>Mazur 2-2-2</translation>
    </message>
    <message>
        <source>Mean over</source>
        <translation>Moyenne sur</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Measure every network on the test part too; best left alone until all is decided</source>
        <translation>Mesurer aussi chaque réseau sur la partie de test ; mieux vaut s’en passer jusqu’à ce que tout soit décidé</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Inertie</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Mois</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Autres réglages</translation>
    </message>
    <message>
        <source>Move each image by up to so many pixels along both sides</source>
        <translation>Déplacer chaque image d’au plus tant de pixels selon les deux côtés</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Bruit</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normaliser</translation>
    </message>
    <message>
        <source>Number of filters in each convolution, the output's channels</source>
        <translation>Nombre de filtres de chaque convolution, les canaux de la sortie</translation>
    </message>
    <message>
        <source>Number of filters, each one output channel</source>
        <translation>Nombre de filtres, chacun un canal de sortie</translation>
    </message>
    <message>
        <source>Number of units, each one weighted sum</source>
        <translation>Nombre d’unités, chacune une somme pondérée</translation>
    </message>
    <message>
        <source>One slope for all channels, in the place of one for each</source>
        <translation>Une seule pente pour tous les canaux, au lieu d’une pour chacun</translation>
    </message>
    <message>
        <source>Output padding</source>
        <translation>Remplissage de sortie</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Sorties</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>images PNG</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Remplissage (padding)</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Parts of the channels, each with filters of its own; as many as channels: depthwise</source>
        <translation>Parts des canaux, chacune avec ses propres filtres ; autant que de canaux : en profondeur</translation>
    </message>
    <message>
        <source>Parts of the training samples, each left out once</source>
        <translation>Parties des exemples d’entraînement, chacune laissée de côté une fois</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Patience</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexité</translation>
    </message>
    <message>
        <source>Picture fit</source>
        <translation>Mise au carré</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>Images par seconde</translation>
    </message>
    <message>
        <source>Pictures that are not square: stretched, cropped, or padded to a square</source>
        <translation>Images qui ne sont pas carrées : étirées, rognées ou complétées en carré</translation>
    </message>
    <message>
        <source>Pictures: height and width to bring them to</source>
        <translation>Images : hauteur et largeur auxquelles les ramener</translation>
    </message>
    <message>
        <source>Pictures: keep the colours instead of grey levels</source>
        <translation>Images : garder les couleurs au lieu de niveaux de gris</translation>
    </message>
    <message>
        <source>Pictures: what lies behind transparent parts, and beside padded ones</source>
        <translation>Images : ce qu’il y a derrière les parties transparentes et à côté des images complétées</translation>
    </message>
    <message>
        <source>Places added at either end: at most half of the window</source>
        <translation>Places ajoutées à chaque bout : au plus la moitié de la fenêtre</translation>
    </message>
    <message>
        <source>Places added at the beginning</source>
        <translation>Places ajoutées au début</translation>
    </message>
    <message>
        <source>Places added at the end</source>
        <translation>Places ajoutées à la fin</translation>
    </message>
    <message>
        <source>Places added at the end of the output</source>
        <translation>Places ajoutées à la fin de la sortie</translation>
    </message>
    <message>
        <source>Places added to the output: below × on the right</source>
        <translation>Places ajoutées à la sortie : au-dessous × à droite</translation>
    </message>
    <message>
        <source>Places added, above and below × left and right: at most half of the window</source>
        <translation>Places ajoutées, au-dessus et au-dessous × à gauche et à droite : au plus la moitié de la fenêtre</translation>
    </message>
    <message>
        <source>Places added: above × on the left</source>
        <translation>Places ajoutées : au-dessus × à gauche</translation>
    </message>
    <message>
        <source>Places added: below × on the right</source>
        <translation>Places ajoutées : au-dessous × à droite</translation>
    </message>
    <message>
        <source>Places at which the loss is computed: 17, 33 or 65 along each side</source>
        <translation>Endroits où la perte est calculée : 17, 33 ou 65 par côté</translation>
    </message>
    <message>
        <source>Places cut off at either end</source>
        <translation>Places coupées à chaque bout</translation>
    </message>
    <message>
        <source>Places cut off: above and below × left and right</source>
        <translation>Places coupées : en haut et en bas × à gauche et à droite</translation>
    </message>
    <message>
        <source>Points drawn; 30 % are for testing</source>
        <translation>Points tirés ; 30 % sont pour le test</translation>
    </message>
    <message>
        <source>Pulls the weights of layers towards zero, biases not: large ones must earn their place</source>
        <translation>Tire les poids des couches vers zéro, mais pas les biais : les grands doivent mériter leur place</translation>
    </message>
    <message>
        <source>Put BatchNorm behind every convolution</source>
        <translation>Mettre BatchNorm après chaque convolution</translation>
    </message>
    <message>
        <source>Range of the input values; the test part is scaled as the training part</source>
        <translation>Plage des valeurs d’entrée ; la partie de test est mise à l’échelle comme celle d’entraînement</translation>
    </message>
    <message>
        <source>Range of the values to predict; pictures show them as they were given</source>
        <translation>Plage des valeurs à prédire ; les images les montrent telles qu’elles ont été données</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Étendue</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Répétitions</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>Montée</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotation</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Runs at once on this machine, each on one core</source>
        <translation>Exécutions à la fois sur cette machine, chacune sur un cœur</translation>
    </message>
    <message>
        <source>Runs of each combination, each with a seed of its own</source>
        <translation>Exécutions de chaque combinaison, chacune avec sa propre graine</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Samples by which the loss is taken; evenly spread ones of more</source>
        <translation>Exemples sur lesquels la perte est prise ; répartis régulièrement s’il y en a plus</translation>
    </message>
    <message>
        <source>Samples in one step; the whole set where it is larger</source>
        <translation>Exemples par pas ; toutes les données si elle est plus grande</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>See each sample as given, as a vector, a sequence or an image</source>
        <translation>Voir chaque exemple tel quel, comme un vecteur, une séquence ou une image</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Séparateur</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Share by which the loss must fall to count as smaller</source>
        <translation>Part dont la perte doit baisser pour compter comme plus petite</translation>
    </message>
    <message>
        <source>Share kept for testing where the data has no test part</source>
        <translation>Part gardée pour le test là où les données n’ont pas de partie de test</translation>
    </message>
    <message>
        <source>Share of the last step that goes on: smooths the way</source>
        <translation>Part du dernier pas qui se poursuit : elle lisse le chemin</translation>
    </message>
    <message>
        <source>Share of the mean gradient that stays at each step</source>
        <translation>Part du gradient moyen qui reste à chaque pas</translation>
    </message>
    <message>
        <source>Share of the mean square that stays at each step</source>
        <translation>Part du carré moyen qui reste à chaque pas</translation>
    </message>
    <message>
        <source>Share of the newest batch in the running mean and variance</source>
        <translation>Part du dernier batch dans la moyenne et la variance glissantes</translation>
    </message>
    <message>
        <source>Share of the pixels that become black or white</source>
        <translation>Part des pixels qui deviennent noirs ou blancs</translation>
    </message>
    <message>
        <source>Share of the run in which the rate rises</source>
        <translation>Part de l’exécution où le taux monte</translation>
    </message>
    <message>
        <source>Share of the target that is spread evenly over all classes: answers get less sure</source>
        <translation>Part de la cible répartie également sur toutes les classes : les réponses sont moins sûres</translation>
    </message>
    <message>
        <source>Share of the training part held back: it judges which epoch is the best, and when to stop</source>
        <translation>Part de l’entraînement mise de côté : elle juge quelle époque est la meilleure, et quand arrêter</translation>
    </message>
    <message>
        <source>Share of the values to forget at every step</source>
        <translation>Part des valeurs à oublier à chaque pas</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Shear</source>
        <translation>Cisaillement</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Côté</translation>
    </message>
    <message>
        <source>Side of the square, as a share of the image's side</source>
        <translation>Côté du carré, en part du côté de l’image</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Lignes sautées</translation>
    </message>
    <message>
        <source>Slant each image by up to so many degrees, to either side</source>
        <translation>Incliner chaque image d’au plus tant de degrés, dans un sens ou dans l’autre</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>Pente</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Lissage</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partage</translation>
    </message>
    <message>
        <source>Split column</source>
        <translation>Colonne de partage</translation>
    </message>
    <message>
        <source>Standard deviation of the noise, as a share of black to white</source>
        <translation>Écart-type du bruit, en part du noir au blanc</translation>
    </message>
    <message>
        <source>Standard deviation of the noise; the picture is 2 wide and 2 high</source>
        <translation>Écart-type du bruit ; l’image fait 2 de large et 2 de haut</translation>
    </message>
    <message>
        <source>Start of all chance: a small shift of every point at the start. What another seed draws otherwise means nothing</source>
        <translation>Départ de tout hasard : un petit décalage de chaque point au début. Ce qu’une autre graine dessine autrement ne veut rien dire</translation>
    </message>
    <message>
        <source>Start of all chance: the same seed deals the same folds</source>
        <translation>Départ de tout hasard : la même graine donne les mêmes plis</translation>
    </message>
    <message>
        <source>Start of all chance: the same seed gives the same weights</source>
        <translation>Départ de tout hasard : la même graine donne les mêmes poids</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Steps between the values that a window takes, down × right: 2 leaves out every other one</source>
        <translation>Écart entre les valeurs que prend une fenêtre, vers le bas × vers la droite : 2 en saute une sur deux</translation>
    </message>
    <message>
        <source>Steps between the values that a window takes: 2 leaves out every other one</source>
        <translation>Écart entre les valeurs que prend une fenêtre : 2 en saute une sur deux</translation>
    </message>
    <message>
        <source>Steps between the windows of neighbours</source>
        <translation>Pas entre les fenêtres voisines</translation>
    </message>
    <message>
        <source>Steps between the windows of neighbours: down × right</source>
        <translation>Pas entre les fenêtres de valeurs voisines : vers le bas × vers la droite</translation>
    </message>
    <message>
        <source>Steps by which the window moves</source>
        <translation>Pas dont avance la fenêtre</translation>
    </message>
    <message>
        <source>Steps by which the window moves: down × right</source>
        <translation>Pas dont la fenêtre avance : vers le bas × vers la droite</translation>
    </message>
    <message>
        <source>Steps of the first convolution: 2 halves each direction</source>
        <translation>Pas de la première convolution : 2 divise chaque direction par deux</translation>
    </message>
    <message>
        <source>Stop when nothing got better for so many epochs, and take the best weights; 0 never stops</source>
        <translation>Arrêter quand rien ne s’améliore pendant tant d’époques, et prendre les meilleurs poids ; 0 n’arrête jamais</translation>
    </message>
    <message>
        <source>Strength σ of the noise added to every input while training; the target stays clean</source>
        <translation>Force σ du bruit ajouté à chaque entrée pendant l’entraînement ; la cible reste propre</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Pas de la fenêtre (stride)</translation>
    </message>
    <message>
        <source>Tables: how letters are written; automatic finds it by all letters</source>
        <translation>Tableaux : comment les lettres sont codées ; « automatique » le trouve d’après toutes les lettres</translation>
    </message>
    <message>
        <source>Tables: lines before the first row, such as a title; −1 finds them</source>
        <translation>Tableaux : lignes avant la première, comme un titre ; −1 les trouve</translation>
    </message>
    <message>
        <source>Tables: name or number of the target; empty: the last</source>
        <translation>Tableaux : nom ou numéro de la cible ; vide : la dernière</translation>
    </message>
    <message>
        <source>Tables: the column that says train or test, the group, the order, or what is stratified; empty: the order of the rows, the target's classes</source>
        <translation>Tableaux : la colonne qui dit train ou test, le groupe, l’ordre, ou ce qui est stratifié ; vide : l’ordre des lignes, les classes de la cible</translation>
    </message>
    <message>
        <source>Tables: the decimal sign; automatic finds it by all numbers</source>
        <translation>Tableaux : le séparateur décimal ; « automatique » le déduit de tous les nombres</translation>
    </message>
    <message>
        <source>Tables: the rows by which scales and fillings are worked out; what is held back for validation is none of those learnt from</source>
        <translation>Tableaux : les lignes sur lesquelles se calculent échelles et remplissages ; ce qui est gardé pour la validation n’en est pas si l’on choisit celles d’apprentissage</translation>
    </message>
    <message>
        <source>Tables: what an empty cell counts as, or whether its row is left out</source>
        <translation>Tableaux : la valeur d’une cellule vide, ou si sa ligne est laissée de côté</translation>
    </message>
    <message>
        <source>Tables: what parts the columns; automatic finds it</source>
        <translation>Tableaux : ce qui sépare les colonnes ; « automatique » le trouve</translation>
    </message>
    <message>
        <source>Tables: whether the first row has the columns’ names, or values already</source>
        <translation>Tableaux : si la première ligne porte les noms des colonnes, ou déjà des valeurs</translation>
    </message>
    <message>
        <source>Take the gradient where momentum will have led: often a little faster</source>
        <translation>Prendre le gradient là où l’inertie aura mené : souvent un peu plus rapide</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Sortie attendue</translation>
    </message>
    <message>
        <source>Target column</source>
        <translation>Colonne cible</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Cibles</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Partie de test</translation>
    </message>
    <message>
        <source>Test samples that are training samples, too: kept in the test part or left out</source>
        <translation>Échantillons de test qui sont aussi d’entraînement : gardés dans la partie de test ou laissés de côté</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>Part de test</translation>
    </message>
    <message>
        <source>The arithmetic that the samples are for</source>
        <translation>Le calcul auquel servent les exemples</translation>
    </message>
    <message>
        <source>The epoch that it begins with; 0 is the start</source>
        <translation>L’époque par laquelle il commence ; 0 est le début</translation>
    </message>
    <message>
        <source>The epoch that it ends with</source>
        <translation>L’époque par laquelle il finit</translation>
    </message>
    <message>
        <source>The file, or the folder that holds one folder of pictures a class</source>
        <translation>Le fichier, ou le dossier qui contient un dossier d’images par classe</translation>
    </message>
    <message>
        <source>The first rate, as a share of the full one</source>
        <translation>Le premier taux, en part du taux entier</translation>
    </message>
    <message>
        <source>The first rate: small enough to change nothing</source>
        <translation>Le premier taux : assez petit pour ne rien changer</translation>
    </message>
    <message>
        <source>The last rate, unless the loss runs away before it</source>
        <translation>Le dernier taux, à moins que la perte ne s’emballe avant</translation>
    </message>
    <message>
        <source>The plane: along the path of the weights that were kept, or in two directions drawn by chance</source>
        <translation>Le plan : le long du chemin des poids gardés, ou dans deux directions tirées au hasard</translation>
    </message>
    <message>
        <source>The row that has it, from 1; 0 where it is the loss or the step</source>
        <translation>La ligne qui l’a, à partir de 1 ; 0 si c’est la perte ou le pas</translation>
    </message>
    <message>
        <source>The same seed draws the same points again</source>
        <translation>La même graine tire de nouveau les mêmes points</translation>
    </message>
    <message>
        <source>The samples by which the loss is taken</source>
        <translation>Les exemples sur lesquels la perte est prise</translation>
    </message>
    <message>
        <source>The slope below zero before it is learnt</source>
        <translation>La pente sous zéro avant d’être apprise</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Times that each run sees every sample</source>
        <translation>Nombre de fois que chaque exécution voit chaque exemple</translation>
    </message>
    <message>
        <source>Times that every sample is seen</source>
        <translation>Nombre de fois que chaque exemple est vu</translation>
    </message>
    <message>
        <source>To epoch</source>
        <translation>À l’époque</translation>
    </message>
    <message>
        <source>Train every combination of the values, or some of them</source>
        <translation>Entraîner toutes les combinaisons des valeurs, ou quelques-unes</translation>
    </message>
    <message>
        <source>Turn each image by up to so many degrees, to either side</source>
        <translation>Tourner chaque image d’au plus tant de degrés, dans un sens ou dans l’autre</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Tours</translation>
    </message>
    <message>
        <source>Turns that each arm makes around the middle</source>
        <translation>Tours que fait chaque bras autour du milieu</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Warm up</source>
        <translation>Échauffement</translation>
    </message>
    <message>
        <source>WebP is small and has all colours; any program shows a GIF; pictures are a folder of files, one an epoch</source>
        <translation>WebP est petit et a toutes les couleurs ; tout programme affiche un GIF ; les images sont un dossier de fichiers, un par époque</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance</translation>
    </message>
    <message>
        <source>What decides which samples are kept for testing; in order takes the last ones, for series of measurements</source>
        <translation>Ce qui décide quels exemples sont gardés pour le test ; dans l’ordre prend les derniers, pour des séries de mesures</translation>
    </message>
    <message>
        <source>What is asked for: the species or the sex (classes), the weight or the flipper (values)</source>
        <translation>Ce qui est demandé : l’espèce ou le sexe (classes), le poids ou la nageoire (valeurs)</translation>
    </message>
    <message>
        <source>What is left of the learning rate at the end, as a share</source>
        <translation>Ce qui reste à la fin du taux d’apprentissage, en part</translation>
    </message>
    <message>
        <source>What is left of values below zero</source>
        <translation>Ce qui reste des valeurs sous zéro</translation>
    </message>
    <message>
        <source>What is wrong with the gradients</source>
        <translation>Ce qui est faux dans les gradients</translation>
    </message>
    <message>
        <source>What should come out: the data's target, or the input again (auto-encoder)</source>
        <translation>Ce qui doit sortir : la cible des données, ou de nouveau l’entrée (auto-encodeur)</translation>
    </message>
    <message>
        <source>What the network sees and predicts: the values in ppm, or by how much they differ from the last month that it sees</source>
        <translation>Ce que le réseau voit et prédit : les valeurs en ppm, ou leur écart au dernier mois qu’il voit</translation>
    </message>
    <message>
        <source>What the new places hold: zeros, the values mirrored at the edge, or the nearest value</source>
        <translation>Ce que contiennent les nouvelles places : des zéros, les valeurs en miroir au bord, ou la valeur la plus proche</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at each fall</source>
        <translation>Ce par quoi le taux est multiplié à chaque descente</translation>
    </message>
    <message>
        <source>Whether it is to be found out</source>
        <translation>Si elle est à trouver</translation>
    </message>
    <message>
        <source>Whether the targets are classes to tell apart or values to come near</source>
        <translation>Si les cibles sont des classes à distinguer ou des valeurs à approcher</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Width of the image</source>
        <translation>Largeur de l’image</translation>
    </message>
    <message>
        <source>Width of the pictures in pixels</source>
        <translation>Largeur des images en pixels</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>Write the epoch below each picture</source>
        <translation>Écrire l’époque sous chaque image</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Faux</translation>
    </message>
    <message>
        <source>Zeros added at either end</source>
        <translation>Zéros ajoutés à chaque bout</translation>
    </message>
    <message>
        <source>Zeros added: above and below × left and right</source>
        <translation>Zéros ajoutés : en haut et en bas × à gauche et à droite</translation>
    </message>
    <message>
        <source>animated GIF</source>
        <translation>GIF animé</translation>
    </message>
    <message>
        <source>animated WebP</source>
        <translation>WebP animé</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatique</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>barre</translation>
    </message>
    <message>
        <source>batch normalisation</source>
        <translation>normalisation par batch</translation>
    </message>
    <message>
        <source>bias_missing</source>
        <translation>biais oublié</translation>
    </message>
    <message>
        <source>black</source>
        <translation>noir</translation>
    </message>
    <message>
        <source>body_mass_g</source>
        <translation>masse (g)</translation>
    </message>
    <message>
        <source>by column</source>
        <translation>par colonne</translation>
    </message>
    <message>
        <source>by groups</source>
        <translation>par groupes</translation>
    </message>
    <message>
        <source>by share</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>hasard</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>variations</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>classes</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grossière</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>convolution</translation>
    </message>
    <message>
        <source>cp1250</source>
        <translation>cp1250</translation>
    </message>
    <message>
        <source>cp1251</source>
        <translation>cp1251</translation>
    </message>
    <message>
        <source>cp1252</source>
        <translation>cp1252</translation>
    </message>
    <message>
        <source>cp850</source>
        <translation>cp850</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>rogner</translation>
    </message>
    <message>
        <source>drawn by chance</source>
        <translation>tirées au hasard</translation>
    </message>
    <message>
        <source>every one</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fine</translation>
    </message>
    <message>
        <source>flipper_length_mm</source>
        <translation>nageoire (mm)</translation>
    </message>
    <message>
        <source>gb18030</source>
        <translation>gb18030</translation>
    </message>
    <message>
        <source>given</source>
        <translation>telle quelle</translation>
    </message>
    <message>
        <source>gradients_kept</source>
        <translation>gradients gardés</translation>
    </message>
    <message>
        <source>he</source>
        <translation>He</translation>
    </message>
    <message>
        <source>image</source>
        <translation>image</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>dans l’ordre</translation>
    </message>
    <message>
        <source>input</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gardés</translation>
    </message>
    <message>
        <source>kernel_unturned</source>
        <translation>noyau non retourné</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>laisser de côté</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>laissés de côté</translation>
    </message>
    <message>
        <source>mac-roman</source>
        <translation>mac-roman</translation>
    </message>
    <message>
        <source>mask_lost</source>
        <translation>masque perdu</translation>
    </message>
    <message>
        <source>max pooling</source>
        <translation>max pooling</translation>
    </message>
    <message>
        <source>maximum_spread</source>
        <translation>maximum réparti</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>mean_forgotten</source>
        <translation>moyenne oubliée</translation>
    </message>
    <message>
        <source>median</source>
        <translation>médiane</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>most frequent</source>
        <translation>la plus fréquente</translation>
    </message>
    <message>
        <source>names</source>
        <translation>noms</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normale</translation>
    </message>
    <message>
        <source>pad</source>
        <translation>compléter</translation>
    </message>
    <message>
        <source>path</source>
        <translation>chemin</translation>
    </message>
    <message>
        <source>point</source>
        <translation>point</translation>
    </message>
    <message>
        <source>reflect</source>
        <translation>miroir</translation>
    </message>
    <message>
        <source>replicate</source>
        <translation>répétition</translation>
    </message>
    <message>
        <source>robust</source>
        <translation>robuste</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>exemples</translation>
    </message>
    <message>
        <source>samples learnt from</source>
        <translation>exemples d’apprentissage</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>séquence</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>sexe</translation>
    </message>
    <message>
        <source>shift_jis</source>
        <translation>shift_jis</translation>
    </message>
    <message>
        <source>slope_missing</source>
        <translation>pente oubliée</translation>
    </message>
    <message>
        <source>slope_one_less_y</source>
        <translation>pente 1 − y</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>softmax_diagonal</source>
        <translation>diagonale de Softmax</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>espaces</translation>
    </message>
    <message>
        <source>species</source>
        <translation>espèce</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>statistics_constant</source>
        <translation>statistiques constantes</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>stratifié</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>étirer</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>somme</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <source>target</source>
        <translation>cible</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>train</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>utf-8</source>
        <translation>utf-8</translation>
    </message>
    <message>
        <source>values</source>
        <translation>valeurs</translation>
    </message>
    <message>
        <source>vector</source>
        <translation>vecteur</translation>
    </message>
    <message>
        <source>white</source>
        <translation>blanc</translation>
    </message>
    <message>
        <source>whole training part</source>
        <translation>toute la partie d’entraînement</translation>
    </message>
    <message>
        <source>wrong_sign</source>
        <translation>mauvais signe</translation>
    </message>
    <message>
        <source>xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>zéros</translation>
    </message>
    <message numerus="yes">
        <source>{count} weight(s)</source>
        <translation>
            <numerusform>{count} poids</numerusform>
            <numerusform>{count} poids</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>All runs, side by side</source>
        <translation>Toutes les exécutions, côte à côte</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>Frontière</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>Débruitage</translation>
    </message>
    <message>
        <source>How near predicted values come to the true ones</source>
        <translation>À quel point les valeurs prédites approchent les vraies</translation>
    </message>
    <message>
        <source>Images beside what an auto-encoder makes of them</source>
        <translation>Des images à côté de ce qu’un auto-encodeur en fait</translation>
    </message>
    <message>
        <source>Maps of what a layer makes of the samples</source>
        <translation>Cartes de ce qu’une couche fait des exemples</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prédiction</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Reconstruction</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>The arithmetic of any value, both ways</source>
        <translation>Le calcul de chaque valeur, dans les deux sens</translation>
    </message>
    <message>
        <source>The network’s answer all over the plane</source>
        <translation>La réponse du réseau sur tout le plan</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Weights, outputs and the health of layers</source>
        <translation>Poids, sorties et santé des couches</translation>
    </message>
    <message>
        <source>What is taken for what, and digits that you draw yourself</source>
        <translation>La matrice de confusion, et des chiffres dessinés de votre main</translation>
    </message>
    <message>
        <source>What the network restores under noise</source>
        <translation>Ce que le réseau restaure sous le bruit</translation>
    </message>
</context>
</TS>
