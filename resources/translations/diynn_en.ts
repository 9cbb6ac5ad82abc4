<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_GB">
<context>
    <name>BoundaryTab</name>
    <message numerus="yes">
        <source>{0} point(s)</source>
        <translation>
            <numerusform>{0} point</numerusform>
            <numerusform>{0} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassWindow</name>
    <message numerus="yes">
        <source>The class’s best in “{lesson}”: {name}, {count} weight(s).</source>
        <translation>
            <numerusform>The class’s best in “{lesson}”: {name}, {count} weight.</numerusform>
            <numerusform>The class’s best in “{lesson}”: {name}, {count} weights.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} work(s).</source>
        <translation>
            <numerusform>{count} work.</numerusform>
            <numerusform>{count} works.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeSize</name>
    <message numerus="yes">
        <source>{code} number(s) for {image}: as many</source>
        <translation>
            <numerusform>{code} number for {image}: as many</numerusform>
            <numerusform>{code} numbers for {image}: as many</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{code} number(s) for {image}: {times} times larger</source>
        <translation>
            <numerusform>{code} number for {image}: {times} times larger</numerusform>
            <numerusform>{code} numbers for {image}: {times} times larger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{code} number(s) for {image}: {times} times smaller</source>
        <translation>
            <numerusform>{code} number for {image}: {times} times smaller</numerusform>
            <numerusform>{code} numbers for {image}: {times} times smaller</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeTools</name>
    <message numerus="yes">
        <source>{0} point(s)</source>
        <translation>
            <numerusform>{0} point</numerusform>
            <numerusform>{0} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnHeader</name>
    <message numerus="yes">
        <source>{0} empty cell(s)</source>
        <translation>
            <numerusform>{0} empty cell</numerusform>
            <numerusform>{0} empty cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataWindow</name>
    <message numerus="yes">
        <source>Left out: the class(es) {0}.</source>
        <translation>
            <numerusform>Left out: the class {0}.</numerusform>
            <numerusform>Left out: the classes {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} class(es)</source>
        <translation>
            <numerusform>{0} class</numerusform>
            <numerusform>{0} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} line(s) before the table</source>
        <translation>
            <numerusform>{0} line before the table</numerusform>
            <numerusform>{0} lines before the table</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} row(s)</source>
        <translation>
            <numerusform>{0} row</numerusform>
            <numerusform>{0} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DenoisingMap</name>
    <message numerus="yes">
        <source>PSNR in dB on {0} image(s); click a cell to see it</source>
        <translation>
            <numerusform>PSNR in dB on {0} image; click a cell to see it</numerusform>
            <numerusform>PSNR in dB on {0} images; click a cell to see it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PSNR in dB on {0} image(s); measured again at rest</source>
        <translation>
            <numerusform>PSNR in dB on {0} image; measured again at rest</numerusform>
            <numerusform>PSNR in dB on {0} images; measured again at rest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DenoisingTab</name>
    <message numerus="yes">
        <source>all {0}</source>
        <translation>
            <numerusform>the only one</numerusform>
            <numerusform>all {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>these {0}</source>
        <translation>
            <numerusform>this one</numerusform>
            <numerusform>these {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message numerus="yes">
        <source>{count} array(s) of weights come from “{file}”.</source>
        <translation>
            <numerusform>{count} array of weights comes from “{file}”.</numerusform>
            <numerusform>{count} arrays of weights come from “{file}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawingPad</name>
    <message numerus="yes">
        <source>{count} stroke(s)</source>
        <translation>
            <numerusform>{count} stroke</numerusform>
            <numerusform>{count} strokes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorHistogram</name>
    <message numerus="yes">
        <source>{0} image(s)</source>
        <translation>
            <numerusform>{0} image</numerusform>
            <numerusform>{0} images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExperimentsWindow</name>
    <message numerus="yes">
        <source>{done} of {all} have a result</source>
        <translation>
            <numerusform>{done} of {all} has a result</numerusform>
            <numerusform>{done} of {all} have a result</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message numerus="yes">
        <source>{count} picture(s), {seconds} s.</source>
        <translation>
            <numerusform>{count} picture, {seconds} s.</numerusform>
            <numerusform>{count} pictures, {seconds} s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s).</source>
        <translation>
            <numerusform>{count} picture.</numerusform>
            <numerusform>{count} pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldWindow</name>
    <message numerus="yes">
        <source>Stopped: {folds} of {all} folds are done. Start goes on with the others.</source>
        <translation>
            <numerusform>Stopped: {folds} of {all} folds is done. Start goes on with the others.</numerusform>
            <numerusform>Stopped: {folds} of {all} folds are done. Start goes on with the others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldWords</name>
    <message numerus="yes">
        <source>(mean ± standard deviation over {folds} fold(s)).</source>
        <translation>
            <numerusform>(mean ± standard deviation over {folds} fold).</numerusform>
            <numerusform>(mean ± standard deviation over {folds} folds).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradientCheck</name>
    <message numerus="yes">
        <source>All gradients are right: {count} array(s) checked, largest error {error}.</source>
        <translation>
            <numerusform>All gradients are right: {count} array checked, largest error {error}.</numerusform>
            <numerusform>All gradients are right: {count} arrays checked, largest error {error}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InputRow</name>
    <message numerus="yes">
        <source>{count} class(es)</source>
        <translation>
            <numerusform>{count} class</numerusform>
            <numerusform>{count} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} value(s) to predict</source>
        <translation>
            <numerusform>{count} value to predict</numerusform>
            <numerusform>{count} values to predict</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InputsPage</name>
    <message numerus="yes">
        <source>bars: how much the accuracy falls, on {0} sample(s)</source>
        <translation>
            <numerusform>bars: how much the accuracy falls, on {0} sample</numerusform>
            <numerusform>bars: how much the accuracy falls, on {0} samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>curves: mean over {0} training sample(s)</source>
        <translation>
            <numerusform>curves: mean over {0} training sample</numerusform>
            <numerusform>curves: mean over {0} training samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspected</name>
    <message numerus="yes">
        <source>Activations of {0} training sample(s), gradients of a batch of {1}</source>
        <translation>
            <numerusform>Activations of {0} training sample, gradients of a batch of {1}</numerusform>
            <numerusform>Activations of {0} training samples, gradients of a batch of {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is left out in the row(s) {0}, where its layers are others.</source>
        <translation>
            <numerusform>It is left out in the row {0}, where its layers are others.</numerusform>
            <numerusform>It is left out in the rows {0}, where its layers are others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} filter(s) of {1}</source>
        <translation>
            <numerusform>{0} filter of {1}</numerusform>
            <numerusform>{0} filters of {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} unit(s), each over {1} pixels</source>
        <translation>
            <numerusform>{0} unit over {1} pixels</numerusform>
            <numerusform>{0} units, each over {1} pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} input(s)</source>
        <translation>
            <numerusform>{count} input</numerusform>
            <numerusform>{count} inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} unit(s)</source>
        <translation>
            <numerusform>{count} unit</numerusform>
            <numerusform>{count} units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message numerus="yes">
        <source>{count} layer(s)</source>
        <translation>
            <numerusform>{count} layer</numerusform>
            <numerusform>{count} layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LessonList</name>
    <message numerus="yes">
        <source>{done} of {tasks} step(s) done</source>
        <translation>
            <numerusform>{done} of {tasks} step done</numerusform>
            <numerusform>{done} of {tasks} steps done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{tasks} step(s)</source>
        <translation>
            <numerusform>{tasks} step</numerusform>
            <numerusform>{tasks} steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapChoices</name>
    <message numerus="yes">
        <source>{count} point(s)</source>
        <translation>
            <numerusform>{count} point</numerusform>
            <numerusform>{count} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakesTab</name>
    <message numerus="yes">
        <source>Both give the same answer for all {0} sample(s).</source>
        <translation>
            <numerusform>Both give the same answer for the only sample.</numerusform>
            <numerusform>Both give the same answer for all {0} samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all {0} test sample(s)</source>
        <translation>
            <numerusform>the only test sample</numerusform>
            <numerusform>all {0} test samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all {0} training sample(s)</source>
        <translation>
            <numerusform>the only training sample</numerusform>
            <numerusform>all {0} training samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} wrong; {1}</source>
        <translation>
            <numerusform>{0} wrong; {1}</numerusform>
            <numerusform>{0} wrong; {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MysteryWindow</name>
    <message numerus="yes">
        <source>✓ Found with {count} probe(s).</source>
        <translation>
            <numerusform>✓ Found with {count} probe.</numerusform>
            <numerusform>✓ Found with {count} probes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Painting</name>
    <message numerus="yes">
        <source>Erase {0} point(s)</source>
        <translation>
            <numerusform>Erase a point</numerusform>
            <numerusform>Erase {0} points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paint {0} point(s)</source>
        <translation>
            <numerusform>Paint a point</numerusform>
            <numerusform>Paint {0} points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicturePage</name>
    <message numerus="yes">
        <source>{0} of {1} picture(s)</source>
        <translation>
            <numerusform>{0} of {1} picture</numerusform>
            <numerusform>{0} of {1} pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlotWords</name>
    <message numerus="yes">
        <source>{count} class(es)</source>
        <translation>
            <numerusform>{count} class</numerusform>
            <numerusform>{count} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of them wrong</source>
        <translation>
            <numerusform>{count} of them wrong</numerusform>
            <numerusform>{count} of them wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s)</source>
        <translation>
            <numerusform>{count} picture</numerusform>
            <numerusform>{count} pictures</numerusform>
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
            <numerusform>{count} test point</numerusform>
            <numerusform>{count} test points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} training point(s)</source>
        <translation>
            <numerusform>{count} training point</numerusform>
            <numerusform>{count} training points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{right} of {total} samples right ({share})</source>
        <translation>
            <numerusform>{right} of {total} samples right ({share})</numerusform>
            <numerusform>{right} of {total} samples right ({share})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of {count} test point(s) right</source>
        <translation>
            <numerusform>{share} of {count} test point right</numerusform>
            <numerusform>{share} of {count} test points right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of {count} training point(s) right</source>
        <translation>
            <numerusform>{share} of {count} training point right</numerusform>
            <numerusform>{share} of {count} training points right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PredictionTab</name>
    <message numerus="yes">
        <source>curve: mean over {0} training sample(s)</source>
        <translation>
            <numerusform>curve: mean over {0} training sample</numerusform>
            <numerusform>curve: mean over {0} training samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>live, from {0} of {1} sample(s)</source>
        <translation>
            <numerusform>live, from {0} of {1} sample</numerusform>
            <numerusform>live, from {0} of {1} samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} sample(s)</source>
        <translation>
            <numerusform>{0} sample</numerusform>
            <numerusform>{0} samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message numerus="yes">
        <source>{count} column(s) with a scaling of their own</source>
        <translation>
            <numerusform>{count} column with a scaling of their own</numerusform>
            <numerusform>{count} columns with a scaling of their own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} empty cell(s) count as: {how}</source>
        <translation>
            <numerusform>{count} empty cell count as: {how}</numerusform>
            <numerusform>{count} empty cells count as: {how}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} text column(s): a 0 or 1 for each category</source>
        <translation>
            <numerusform>{count} text column: a 0 or 1 for each category</numerusform>
            <numerusform>{count} text columns: a 0 or 1 for each category</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreparationRow</name>
    <message numerus="yes">
        <source>{count} column(s) chosen</source>
        <translation>
            <numerusform>{count} column chosen</numerusform>
            <numerusform>{count} columns chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProbabilityPage</name>
    <message numerus="yes">
        <source>live, from {0} of {1} sample(s)</source>
        <translation>
            <numerusform>live, from {0} of {1} sample</numerusform>
            <numerusform>live, from {0} of {1} samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} sample(s)</source>
        <translation>
            <numerusform>{0} sample</numerusform>
            <numerusform>{0} samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reconstruction</name>
    <message numerus="yes">
        <source>on average over {0} test image(s)</source>
        <translation>
            <numerusform>on average over {0} test image</numerusform>
            <numerusform>on average over {0} test images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} test image(s) of class {1}</source>
        <translation>
            <numerusform>on average over {0} test image of class {1}</numerusform>
            <numerusform>on average over {0} test images of class {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} training image(s)</source>
        <translation>
            <numerusform>on average over {0} training image</numerusform>
            <numerusform>on average over {0} training images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on average over {0} training image(s) of class {1}</source>
        <translation>
            <numerusform>on average over {0} training image of class {1}</numerusform>
            <numerusform>on average over {0} training images of class {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message numerus="yes">
        <source>It is as it was on {time}, after {epochs} epoch(s) of training.</source>
        <translation>
            <numerusform>It is as it was on {time}, after {epochs} epoch of training.</numerusform>
            <numerusform>It is as it was on {time}, after {epochs} epochs of training.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>All {done} epoch(s) were done: it goes on up to epoch {last}. Undo takes that back.</source>
        <translation>
            <numerusform>The only epoch was done: it goes on up to epoch {last}. Undo takes that back.</numerusform>
            <numerusform>All {done} epochs were done: it goes on up to epoch {last}. Undo takes that back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{schedule} is laid over {now} epoch(s) now, no longer over {before}: the learning rate goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.</source>
        <translation>
            <numerusform>{schedule} is laid over {now} epoch now, no longer over {before}: the learning rate goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.</numerusform>
            <numerusform>{schedule} is laid over {now} epochs now, no longer over {before}: the learning rate goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message numerus="yes">
        <source>The learning rate from the first to the last of {0} epoch(s).</source>
        <translation>
            <numerusform>The learning rate during {0} epoch.</numerusform>
            <numerusform>The learning rate from the first to the last of {0} epochs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message numerus="yes">
        <source>Epoch {epoch}, batch {batch}: {samples} sample(s), learning rate {rate}. Loss of this batch: {before} now, {after} after the step. The sums here differ from the step’s own by {apart} of the largest gradient at most.</source>
        <translation>
            <numerusform>Epoch {epoch}, batch {batch}: {samples} sample, learning rate {rate}. Loss of this batch: {before} now, {after} after the step. The sums here differ from the step’s own by {apart} of the largest gradient at most.</numerusform>
            <numerusform>Epoch {epoch}, batch {batch}: {samples} samples, learning rate {rate}. Loss of this batch: {before} now, {after} after the step. The sums here differ from the step’s own by {apart} of the largest gradient at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SurfacePage</name>
    <message numerus="yes">
        <source>A plane is two directions of {weights}: walls and valleys that lead out of it are not seen.</source>
        <translation>
            <numerusform>A plane is two directions of {weights}: walls and valleys that lead out of it are not seen.</numerusform>
            <numerusform>A plane is two directions of {weights}: walls and valleys that lead out of it are not seen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Weights of epoch {epoch}, {samples} sample(s), loss {loss}.</source>
        <translation>
            <numerusform>Weights of epoch {epoch}, {samples} sample, loss {loss}.</numerusform>
            <numerusform>Weights of epoch {epoch}, {samples} samples, loss {loss}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SurfacePlot</name>
    <message numerus="yes">
        <source>the path has {count} kept epoch(s)</source>
        <translation>
            <numerusform>the path has {count} kept epoch</numerusform>
            <numerusform>the path has {count} kept epochs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepWindow</name>
    <message numerus="yes">
        <source>Stopped: {done} of {all} runs are done. Press Start to go on with the others.</source>
        <translation>
            <numerusform>Stopped: {done} of {all} runs is done. Press Start to go on with the others.</numerusform>
            <numerusform>Stopped: {done} of {all} runs are done. Press Start to go on with the others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} epoch(s)</source>
        <translation>
            <numerusform>{count} epoch</numerusform>
            <numerusform>{count} epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s) failed: {problem}</source>
        <translation>
            <numerusform>{count} run failed: {problem}</numerusform>
            <numerusform>{count} runs failed: {problem}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s) of {epochs}</source>
        <translation>
            <numerusform>{count} run of {epochs}</numerusform>
            <numerusform>{count} runs of {epochs}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message numerus="yes">
        <source>{0} of {1} row(s)</source>
        <translation>
            <numerusform>{0} of {1} row</numerusform>
            <numerusform>{0} of {1} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message numerus="yes">
        <source>{count} lesson(s) of this folder stand in the list.</source>
        <translation>
            <numerusform>{count} lesson of this folder stand in the list.</numerusform>
            <numerusform>{count} lessons of this folder stand in the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}” is saved, with {done} of {tasks} step(s).</source>
        <translation>
            <numerusform>“{file}” is saved, with {done} of {tasks} step.</numerusform>
            <numerusform>“{file}” is saved, with {done} of {tasks} steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TermBar</name>
    <message numerus="yes">
        <source>Show the next {count}</source>
        <translation>
            <numerusform>Show the next {count}</numerusform>
            <numerusform>Show the next {count}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message numerus="yes">
        <source>{count} more term(s): Σ</source>
        <translation>
            <numerusform>{count} more term: Σ</numerusform>
            <numerusform>{count} more terms: Σ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} term(s) are 0</source>
        <translation>
            <numerusform>{count} term are 0</numerusform>
            <numerusform>{count} terms are 0</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UseWindow</name>
    <message numerus="yes">
        <source>{count} row(s) cannot be used and have no answer.</source>
        <translation>
            <numerusform>{count} row cannot be used and have no answer.</numerusform>
            <numerusform>{count} rows cannot be used and have no answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s)…</source>
        <translation>
            <numerusform>{count} row…</numerusform>
            <numerusform>{count} rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}”: {count} row(s)</source>
        <translation>
            <numerusform>“{file}”: {count} row</numerusform>
            <numerusform>“{file}”: {count} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message numerus="yes">
        <source>{name}: {count} value(s)</source>
        <translation>
            <numerusform>{name}: {count} value</numerusform>
            <numerusform>{name}: {count} values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WeightsTab</name>
    <message numerus="yes">
        <source>From {0} training sample(s). Updates from {1} to {2}; the band is usual.</source>
        <translation>
            <numerusform>From {0} training sample. Updates from {1} to {2}; the band is usual.</numerusform>
            <numerusform>From {0} training samples. Updates from {1} to {2}; the band is usual.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message numerus="yes">
        <source>It begins with {count} row(s).</source>
        <translation>
            <numerusform>It begins with {count} row.</numerusform>
            <numerusform>It begins with {count} rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {steps} step(s) done</source>
        <translation>
            <numerusform>{done} of {steps} step done</numerusform>
            <numerusform>{done} of {steps} steps done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message numerus="yes">
        <source>A batch of {size} is more than the {samples} sample(s) to learn from: each step takes them all, so an epoch is one step.</source>
        <translation>
            <numerusform>A batch of {size} is more than the {samples} sample to learn from: each step takes it, so an epoch is one step.</numerusform>
            <numerusform>A batch of {size} is more than the {samples} samples to learn from: each step takes them all, so an epoch is one step.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add Flatten and Linear with {outputs} output(s)</source>
        <translation>
            <numerusform>Add Flatten and Linear with {outputs} output</numerusform>
            <numerusform>Add Flatten and Linear with {outputs} outputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add Linear with {outputs} output(s)</source>
        <translation>
            <numerusform>Add Linear with {outputs} output</numerusform>
            <numerusform>Add Linear with {outputs} outputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {count} test sample(s) are training samples, too: they are no test of what was learnt.</source>
        <translation>
            <numerusform>All {count} test sample are training samples, too: they are no test of what was learnt.</numerusform>
            <numerusform>All {count} test samples are training samples, too: they are no test of what was learnt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>BatchNorm in row {row} takes its mean over {samples} sample(s): so few tell little of all others.</source>
        <translation>
            <numerusform>BatchNorm in row {row} takes its mean over {samples} sample: so few tell little of all others.</numerusform>
            <numerusform>BatchNorm in row {row} takes its mean over {samples} samples: so few tell little of all others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give the last Linear {classes} output(s).</source>
        <translation>
            <numerusform>Give the last Linear {classes} output.</numerusform>
            <numerusform>Give the last Linear {classes} outputs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put Flatten and a Linear with {wanted} output(s) at the end.</source>
        <translation>
            <numerusform>Put Flatten and a Linear with {wanted} output at the end.</numerusform>
            <numerusform>Put Flatten and a Linear with {wanted} outputs at the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set the warm-up to {rising} epoch(s)</source>
        <translation>
            <numerusform>Set the warm-up to {rising} epoch</numerusform>
            <numerusform>Set the warm-up to {rising} epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The class “{name}” has {count} sample(s): a network can hardly learn it, and the test part cannot judge it.</source>
        <translation>
            <numerusform>The class “{name}” has {count} sample: a network can hardly learn it, and the test part cannot judge it.</numerusform>
            <numerusform>The class “{name}” has {count} samples: a network can hardly learn it, and the test part cannot judge it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {classes} output(s).</source>
        <translation>
            <numerusform>The last Linear needs {classes} output.</numerusform>
            <numerusform>The last Linear needs {classes} outputs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {outputs} output(s), one for each class.</source>
        <translation>
            <numerusform>The last Linear needs {outputs} output, one for each class.</numerusform>
            <numerusform>The last Linear needs {outputs} outputs, one for each class.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last Linear needs {wanted} output(s).</source>
        <translation>
            <numerusform>The last Linear needs {wanted} output.</numerusform>
            <numerusform>The last Linear needs {wanted} outputs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last row gives {outputs} values, but there are only {classes} class(es).</source>
        <translation>
            <numerusform>The last row gives {outputs} values, but there are only {classes} class.</numerusform>
            <numerusform>The last row gives {outputs} values, but there are only {classes} classes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The loss {loss} compares with {wanted} value(s), but the last row gives {shape}.</source>
        <translation>
            <numerusform>The loss {loss} compares with {wanted} value, but the last row gives {shape}.</numerusform>
            <numerusform>The loss {loss} compares with {wanted} values, but the last row gives {shape}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The run waits {patience} epoch(s) for something better, but it ends after {epochs}: it never stops early.</source>
        <translation>
            <numerusform>The run waits {patience} epoch for something better, but it ends after {epochs}: it never stops early.</numerusform>
            <numerusform>The run waits {patience} epochs for something better, but it ends after {epochs}: it never stops early.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The warm-up takes {rising} epoch(s), but the run ends after {epochs}: the learning rate never gets to its full height.</source>
        <translation>
            <numerusform>The warm-up takes {rising} epoch, but the run ends after {epochs}: the learning rate never gets to its full height.</numerusform>
            <numerusform>The warm-up takes {rising} epochs, but the run ends after {epochs}: the learning rate never gets to its full height.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the texts have {sections} of the {steps} step(s) that stand in the head.</source>
        <translation>
            <numerusform>the texts have {sections} of the {steps} step that stand in the head.</numerusform>
            <numerusform>the texts have {sections} of the {steps} steps that stand in the head.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s) of {all} without a readable picture, left out: {names}.</source>
        <translation>
            <numerusform>{count} file of {all} without a readable picture, left out: {names}.</numerusform>
            <numerusform>{count} files of {all} without a readable picture, left out: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} more remark(s) on it stand in the window of the data.</source>
        <translation>
            <numerusform>{count} more remark on it stand in the window of the data.</numerusform>
            <numerusform>{count} more remarks on it stand in the window of the data.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s) of {all} with one level only: {names}.</source>
        <translation>
            <numerusform>{count} picture of {all} with one level only: {names}.</numerusform>
            <numerusform>{count} pictures of {all} with one level only: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} picture(s) of {all} with pages beside the first: {names}.</source>
        <translation>
            <numerusform>{count} picture of {all} with pages beside the first: {names}.</numerusform>
            <numerusform>{count} pictures of {all} with pages beside the first: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) of {rows} left out: an empty cell.</source>
        <translation>
            <numerusform>{count} row of {rows} left out: an empty cell.</numerusform>
            <numerusform>{count} rows of {rows} left out: an empty cell.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) of {rows} left out: no value in “{column}”, the target.</source>
        <translation>
            <numerusform>{count} row of {rows} left out: no value in “{column}”, the target.</numerusform>
            <numerusform>{count} rows of {rows} left out: no value in “{column}”, the target.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} column(s) where the other lines have {wanted}.</source>
        <translation>
            <numerusform>{found} column where the other lines have {wanted}.</numerusform>
            <numerusform>{found} columns where the other lines have {wanted}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{groups} group(s) to learn from: too few for {folds} folds.</source>
        <translation>
            <numerusform>{groups} group to learn from: too few for {folds} folds.</numerusform>
            <numerusform>{groups} groups to learn from: too few for {folds} folds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{loss} compares with {wanted} value(s), but the last row gives {shape}.</source>
        <translation>
            <numerusform>{loss} compares with {wanted} value, but the last row gives {shape}.</numerusform>
            <numerusform>{loss} compares with {wanted} values, but the last row gives {shape}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{samples} sample(s) to learn from: too few for {folds} folds.</source>
        <translation>
            <numerusform>{samples} sample to learn from: too few for {folds} folds.</numerusform>
            <numerusform>{samples} samples to learn from: too few for {folds} folds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}” has {count} column(s), but painted points have three: x1, x2 and class.</source>
        <translation>
            <numerusform>“{file}” has {count} column, but painted points have three: x1, x2 and class.</numerusform>
            <numerusform>“{file}” has {count} columns, but painted points have three: x1, x2 and class.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}”, line {line}: {count} number(s) where a digit needs {width}.</source>
        <translation>
            <numerusform>“{file}”, line {line}: {count} number where a digit needs {width}.</numerusform>
            <numerusform>“{file}”, line {line}: {count} numbers where a digit needs {width}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{file}”, line {line}: {found} column(s) where the other lines have {wanted}.</source>
        <translation>
            <numerusform>“{file}”, line {line}: {found} column where the other lines have {wanted}.</numerusform>
            <numerusform>“{file}”, line {line}: {found} columns where the other lines have {wanted}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” has {count} sample(s): too few to be in both parts.</source>
        <translation>
            <numerusform>“{label}” has {count} sample: too few to be in both parts.</numerusform>
            <numerusform>“{label}” has {count} samples: too few to be in both parts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>report</name>
    <message numerus="yes">
        <source>A quick look of at most {epochs} epoch(s), which says little.</source>
        <translation>
            <numerusform>A quick look of at most {epochs} epoch, which says little.</numerusform>
            <numerusform>A quick look of at most {epochs} epochs, which says little.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message numerus="yes">
        <source>{count} weight(s)</source>
        <translation>
            <numerusform>{count} weight</numerusform>
            <numerusform>{count} weights</numerusform>
        </translation>
    </message>
</context>
</TS>
