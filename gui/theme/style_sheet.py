"""Write the style sheet that gives every control the program's look."""

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QDir

from gui.theme.colours import Theme
from gui.theme.resources import path

# Qt gives the text of a spin box no left margin once its buttons are drawn from a sheet; its
# figures stand at the right, beside the arrows, where columns of figures belong anyway.
#
# To the padding of a combo box Qt adds the room of its arrow.
#
# Distances are multiples of 4 px; a control is 28 px high. Where a focus ring is 2 px wide, the
# padding gives back the pixel that the border took, so that nothing moves.
_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $border; padding: 4px 8px; }
QMainWindow::separator { background: $window; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: $accent; }

QPushButton {
    color: $text; background: $raised; border: 1px solid $strong_border; border-radius: 6px;
    padding: 4px 12px; min-height: 18px;
}
QPushButton:hover { background: $hover; border-color: $muted; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:checked { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: transparent; border-color: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton[primary="true"] {
    color: $on_accent; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:pressed { background: $accent; }
QPushButton[primary="true"]:focus {
    color: $accent; background: $surface; border-color: $accent;
}
QPushButton[primary="true"]:disabled {
    color: $disabled; background: $hover; border-color: $border;
}
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:pressed { background: $pressed; }
QPushButton[flat="true"]:focus { border-color: $accent; }

QToolButton {
    color: $text; background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 3px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selection; border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-arrow { image: url(diynn:$name/down.svg); width: 12px; height: 12px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[legend="true"] { color: $muted; padding: 1px 4px; border-radius: 4px; }
QToolButton[legend="true"]:checked {
    color: $text; background: transparent; border-color: transparent;
}
QToolButton[legend="true"]:hover { background: $hover; }
QToolButton[legend="true"]:focus { border: 2px solid $accent; padding: 0 3px; }
QToolButton[raised="true"] { background: $raised; border: 1px solid $strong_border; }
QToolButton[raised="true"]:hover { background: $hover; }
QToolButton[raised="true"]:focus { border: 2px solid $accent; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    color: $text; background: $surface; border: 1px solid $strong_border; border-radius: 6px;
    padding: 3px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $accent; padding: 2px 7px;
}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $disabled; background: $window; border-color: $border;
}
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: $error; }
QAbstractSpinBox { padding: 2px 20px 2px 8px; qproperty-alignment: 'AlignRight | AlignVCenter'; }
QAbstractSpinBox:focus { padding: 1px 19px 1px 7px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; border: none; width: 20px; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {
    background: $hover; border-radius: 4px;
}
QAbstractSpinBox::up-arrow { image: url(diynn:$name/up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(diynn:$name/down.svg); width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled {
    image: url(diynn:$name/up-off.svg);
}
QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled {
    image: url(diynn:$name/down-off.svg);
}
QComboBox { padding-right: 4px; }
QComboBox:focus { padding-right: 3px; }
QComboBox::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; border: none; width: 24px;
}
QComboBox::down-arrow { image: url(diynn:$name/down.svg); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: url(diynn:$name/down-off.svg); }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border; outline: none; padding: 4px;
}

QAbstractItemView {
    color: $text; background: $surface; alternate-background-color: $window;
    border: 1px solid $border; border-radius: 6px; outline: none;
    selection-background-color: $selection; selection-color: $text;
}
QListView::item, QTreeView::item { padding: 4px 8px; min-height: 20px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QAbstractItemView::item:selected { color: $text; background: $selection; }
QAbstractItemView:focus { border: 2px solid $accent; }
QListView::item:focus, QTreeView::item:focus, QTableView::item:focus { border: 2px solid $accent; }
QTableView { gridline-color: $border; }
QTableCornerButton::section { background: $window; border: none; }
QHeaderView { background: $window; border: none; }
QHeaderView::section {
    color: $muted; background: $window; border: none; border-bottom: 1px solid $border;
    padding: 4px 8px; font-weight: 600;
}

QTabWidget::pane { border: none; border-top: 1px solid $border; background: $surface; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    color: $muted; background: transparent; border: none; border-bottom: 2px solid transparent;
    padding: 6px 6px; min-height: 20px;
}
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar:focus { outline: none; }
QTabBar::tab:selected:focus {
    background: $selection; border: 2px solid $accent; border-radius: 4px; padding: 4px 4px 6px;
}

QSplitter::handle { background: $window; }
QSplitter::handle:horizontal { width: 6px; }
QSplitter::handle:vertical { height: 6px; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }

QToolBar { background: $window; border: none; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: $border; width: 1px; height: 1px; margin: 4px 6px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QMenuBar { color: $text; background: $window; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { color: $text; background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 4px 28px 4px 8px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 6px; }
QMenu::indicator:checked { image: url(diynn:$name/menu-check.svg); }
QMenu::right-arrow { image: url(diynn:$name/right.svg); width: 12px; height: 12px; }
QStatusBar { color: $muted; background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QDockWidget { color: $text; titlebar-close-icon: url(diynn:$name/close.svg); }
QDockWidget::title { background: $window; padding: 6px 8px; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $strong_border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QProgressBar {
    color: $text; background: $hover; border: none; border-radius: 4px; min-height: 8px;
    text-align: center;
}
QProgressBar[textVisible="false"] { max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QCheckBox, QRadioButton {
    spacing: 8px; min-height: 20px; color: $text;
    border: 2px solid transparent; border-radius: 6px; padding: 0 2px;
}
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $strong_border;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked { image: url(diynn:$name/check.svg); }
QCheckBox::indicator:indeterminate { image: url(diynn:$name/dash.svg); }
QRadioButton::indicator:checked { image: url(diynn:$name/dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: $hover; border-color: $border;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; outline: none; }

QSlider { min-height: 20px; border: 2px solid transparent; border-radius: 6px; }
QSlider:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $strong_border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: $raised; border: 1px solid $strong_border;
}
QSlider::groove:vertical { width: 4px; border-radius: 2px; background: $strong_border; }
QSlider::add-page:vertical { width: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:vertical {
    width: 12px; height: 12px; margin: 0 -5px; border-radius: 7px;
    background: $raised; border: 1px solid $strong_border;
}
QSlider::handle:hover { border-color: $accent; }
QSlider::handle:focus { border: 2px solid $accent; width: 10px; height: 10px; }
QSlider::handle:disabled { background: $hover; border-color: $border; }
QSlider::sub-page:disabled, QSlider::add-page:vertical:disabled { background: $disabled; }

QGroupBox {
    border: 1px solid $border; border-radius: 6px; margin-top: 20px; padding: 8px;
}
QGroupBox::title { subcontrol-origin: margin; left: 8px; top: 0; color: $muted; }

QLabel[muted="true"] { color: $muted; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[error="true"] { color: $error; }
QLabel[warning="true"] { color: $warning; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QLabel[readout="true"] {
    color: $text; background: $raised; border: 1px solid $border; border-radius: 6px;
    padding: 6px 8px;
}
QFrame[band="true"] {
    background: $selection; border: 1px solid $accent; border-radius: 6px;
}
QFrame[note="error"] {
    background: $error_surface; border: 1px solid $error; border-radius: 6px;
}
QFrame[note="warning"] {
    background: $warning_surface; border: 1px solid $warning; border-radius: 6px;
}
QScrollArea:focus { border: 2px solid $accent; border-radius: 6px; }
""")

# Where the quiet look tells by a shade, high contrast tells by a line.
_HIGH_CONTRAST = Template("""
QPushButton:hover, QMenu::item:selected, QMenuBar::item:selected {
    border: 1px solid $accent;
}
QAbstractItemView::item:selected { border-left: 4px solid $accent; }
QTableView::item:selected {
    border: none; border-top: 2px solid $accent; border-bottom: 2px solid $accent;
}
QTableView::item:selected:focus { border: 2px solid $accent; }
QPushButton:checked {
    border: 1px solid $accent; border-bottom: 4px solid $accent;
}
QPushButton:focus, QPushButton:checked:focus, QToolButton:focus, QToolButton:focus:hover,
QToolButton[legend="true"]:focus {
    border: 2px solid $accent;
}
QTabBar::tab:selected { border-bottom-width: 4px; font-weight: 600; padding: 6px 6px 4px; }
QSplitter::handle, QMainWindow::separator { background: $border; }
QProgressBar { background: $surface; border: 1px solid $strong_border; }
QSlider::handle { border-width: 2px; }
QFrame[note="error"], QFrame[note="warning"] { border-width: 2px; }
QPushButton:disabled { border: 1px dashed $border; }
""")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet for `theme`; it refers to the small drawings of the controls."""
    # A search path spares the sheet every question of quoting a folder's name.
    QDir.setSearchPaths("diynn", [str(path("icons/controls"))])
    roles = {name: colour for name, colour in asdict(theme).items() if isinstance(colour, str)}
    sheet = _SHEET.substitute(roles)
    return sheet + _HIGH_CONTRAST.substitute(roles) if theme.high_contrast else sheet
